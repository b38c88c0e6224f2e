export { transpond } from "./transpond.js";
