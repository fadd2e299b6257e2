/** The inflate kernel against zlib: the same bytes for whatever zlib writes, and a clean refusal of everything else. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { constants, crc32 as _none, deflateRawSync, inflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
