import type { VendorTable } from "./vendor-table.js";

/** Payments, trade, travel. */
export const payments: VendorTable = [
  // Stripe and all that follow it
  [10, "sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_"],
  [16, "whsec_"],
  // Square, Braintree, EasyPost, Flutterwave, Razorpay, Plaid, Mercado Pago
  [22, "EAAA"],
  [20, "sq0atp- sq0idp- duffel_ shltm_"],
  [30, "sq0csp- access-sandbox- access-development- access-production- APP_USR- shippo_live_ shippo_test_"],
  [40, "EZAK EZTK"],
  [12, "FLWSECK FLWPUBK rzp_live_ rzp_test_"],
  [16, "access_token$production$ access_token$sandbox$"],
  // Shopify, Ramp, Robinhood, Bannerbear
  [30, "shpat_ shpca_ shppa_ shpss_ shpua_ ramp_id_ ramp_sec_ rh-api-"],
  [26, "bb_ma_ bb_pr_"],
  [20, "bb_live_"],
];
