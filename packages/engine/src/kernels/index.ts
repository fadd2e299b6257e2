export { betaQuantile, clopperPearson, logGamma, regularizedIncompleteBeta } from "./beta.ts";
export { BLOCK_BYTES, codeAt, type GenotypeBlock, GenotypeKernel } from "./genotypes.ts";
export { InflateKernel, inflateStatus, type RowStop, rowStop } from "./inflate.ts";
