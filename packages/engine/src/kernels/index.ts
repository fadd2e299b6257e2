export { betaQuantile, clopperPearson, logGamma, regularizedIncompleteBeta } from "./beta.ts";
export { InflateKernel, inflateStatus, type RowStop, rowStop } from "./inflate.ts";
