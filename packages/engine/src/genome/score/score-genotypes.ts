/** One door for the genotypes that scores need: what a file shows of each site, for each person in it. */
import { type Build, type ByteStream, chromosomes, PangenicError, type Task } from "../../base/index.ts";
import { contentOf } from "../bytes/content.ts";
import { eachLine } from "../bytes/lines.ts";
import { memberOf } from "../bytes/zip.ts";
import { scanLimits, scanVcf } from "../vcf/scan.ts";
import { keyOf, type Targets } from "../vcf/targets.ts";
import { ScoreCallReader } from "./score-calls.ts";
import { ScoreRowSink } from "./score-rows.ts";
import type { SiteSource, SiteStates } from "./score-sites.ts";

export interface ScoreGenotypes {
  readonly format: "vcf" | "gvcf" | "array";
  readonly build: Build;
  readonly samples: readonly string[];
  /** `[scores][samples]` */
  readonly states: readonly (readonly SiteStates[])[];
  /** `[samples]`; the file has rows only where the person carries a variant, and does not tell what its silence means. */
  readonly variantsOnly: readonly boolean[];
}

export interface ScoreGenotypeOptions {
  readonly samples?: readonly string[];
  /** Build of the genotypes, where the file does not tell it. */
  readonly build?: Build;
  /** The user declares: where the file has no row, the person carries the reference. */
  readonly complete?: boolean;
  readonly task?: Task;
}

/** Everything on the chromosomes: with millions of sites, hardly a row is of no interest. */
function wholeGenome(): Targets {
  return {
    from: Float64Array.from(chromosomes, (_, i) => keyOf(i, 0)),
    to: Float64Array.from(chromosomes, (_, i) => keyOf(i, 2 ** 31)),
  };
}

/**
 * @param stream VCF, gVCF or a consumer's raw data, plain or packed.
 * @throws PangenicError `score-build-wrong` where builds differ, by what the files state or by their alleles; and what the
 * readers of genomes throw.
 */
export async function readScoreGenotypes(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  sources: readonly SiteSource[],
  options: ScoreGenotypeOptions = {},
): Promise<ScoreGenotypes> {
  const { task = {} } = options;
  const opened = await contentOf(stream);
  const inner = opened.content === "zip" ? await contentOf(await memberOf(opened.stream)) : opened;
  if (inner.content === "zip")
    throw new PangenicError("archive-unsupported", "an archive inside an archive is not read");
  if (inner.content === "vcf") return readRows(inner.stream, inflate, sources, options);
  if (options.samples !== undefined)
    throw new PangenicError("sample-unknown", "a raw-data file names no samples; it is of one person");
  if (options.complete === true)
    throw new PangenicError("format-unsupported", "an array cannot be declared complete: absent means not tested");
  const reader = new ScoreCallReader();
  const limits = { ...scanLimits, text: 2 ** 29, line: 2 ** 26 };
  await eachLine(inner.stream, inflate, (line, lineNumber) => reader.line(line, lineNumber), task, limits);
  const { build, states } = await reader.finish(sources, options.build ?? null);
  return { format: "array", build, samples: ["sample"], states: states.map((one) => [one]), variantsOnly: [false] };
}

async function readRows(
  stream: ByteStream,
  inflate: WebAssembly.Module,
  sources: readonly SiteSource[],
  options: ScoreGenotypeOptions,
): Promise<ScoreGenotypes> {
  const sink = new ScoreRowSink(sources, options);
  // Sites are loaded between two pieces of the file: rows are told of at once, the sites of a chromosome are not there at once.
  async function* settled(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream.chunks) {
      await sink.settle();
      yield chunk;
    }
  }
  const targets = (): Targets => {
    sink.begin();
    return wholeGenome();
  };
  await scanVcf({ chunks: settled(), size: stream.size }, inflate, targets, sink, options.task);
  await sink.settle();
  sink.checkBuild();
  const complete = options.complete === true;
  const isSilent = complete || sink.hasBlocks;
  if (isSilent) await sink.states.readSilence(sources, sink.build, complete);
  const { build, samples, states } = sink;
  const variantsOnly = isSilent ? samples.map(() => false) : states.variantsOnly;
  return { format: sink.hasBlocks ? "gvcf" : "vcf", build, samples, states: states.all, variantsOnly };
}
