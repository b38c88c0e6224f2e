/** Words for papers that every country has, in the languages of the countries of the tables. */
export const PASSPORT =
  "passport*, travel document, travel passport, reisepass*, passnummer, passeport, pasaporte, passaporto, passaporte, paspoort*, paszport*, pass nr, passi, pasaport, паспорт*, 여권*, 护照*, 護照*, パスポート*, 旅券*, หนังสือเดินทาง";
export const DRIVING =
  "driver* licen*, driving licen*, drivers license, dl no, dl number, dl, licence, license, license number, licence number, führerschein*, fuehrerschein*, permis de conduire, licencia de conducir, carnet de conducir, patente*, patente di guida, rijbewijs*, prawo jazdy, körkort*, ehliyet*, carta de condução, 운전면허*, 운전 면허*, 免許*, 驾驶证*";
export const IDENTITY =
  "national id*, id card*, identity card*, identity number, identity no, id number, id no, id code, identification number, identification no, identification, government id, citizen id, ausweis*, personalausweis*, carte d'identité, carte nationale d'identité, cni, carta d'identità, carta identità, documento de identidad, documento, dowód osobisty, identiteitskaart*, bilhete de identidade, kimlik*, 신분증*, 身份证*, 身分證*";
export const TAX =
  "tax id*, tax number, tax no, tin, tin no, tax file*, taxpayer*, vat*, vat id, vat number, tax identification*, fiscal code, fiscal number";
export const VEHICLE =
  "vehicle*, registration, registration number, reg no, reg number, license plate*, licence plate*, number plate*, plate, plate number, car, kennzeichen*, kfz*, matrícula, targa, plaka*, plakası*";
export const HEALTH = "health insurance*, health card*, health number, medicare*, insurance number, insurance no";
