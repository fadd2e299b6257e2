// Compiled from messages/en.json by build/compile.ts. Edit the messages, then compile again.

// biome-ignore-all lint/style/useTemplate: compiled

import { cardinal, number, plural, select, type Value } from "../runtime.ts";

export interface Messages {
  readonly title: () => string;
  readonly document: () => string;
  readonly brand: () => string;
  readonly "print-rule": () => string;
  readonly "for-clinician": () => string;
  readonly untranslated: (d: { readonly count: number }) => string;
  readonly "not-reviewed": () => string;
  readonly "mark.change": () => string;
  readonly "mark.adjust": () => string;
  readonly "mark.no-change": () => string;
  readonly "mark.unknown": () => string;
  readonly "level.well": () => string;
  readonly "level.partly": () => string;
  readonly "level.poorly": () => string;
  readonly "level.not-tested": () => string;
  readonly "level.not-stated": () => string;
  readonly "meter.see": () => string;
  readonly "meter.studied": () => string;
  readonly "meter.see.short": () => string;
  readonly "meter.studied.short": () => string;
  readonly "patient.rule": () => string;
  readonly "patient.private": () => string;
  readonly "patient.sex.heading": () => string;
  readonly "patient.sex.text": () => string;
  readonly "patient.sex.causes": () => string;
  readonly "patient.taken.heading": () => string;
  readonly "patient.taken.count": (d: { readonly count: number }) => string;
  readonly "patient.taken.none": () => string;
  readonly "patient.taken.unrecognized": (d: { readonly names: Value }) => string;
  readonly "patient.taken.other": () => string;
  readonly "patient.know.heading": () => string;
  readonly "patient.know.lead": () => string;
  readonly "patient.genes.heading": () => string;
  readonly "patient.genes.lead": () => string;
  readonly "patient.about.heading": () => string;
  readonly "patient.similar.known": (d: { readonly group: Value }) => string;
  readonly "patient.similar.people": (d: { readonly people: Value }) => string;
  readonly "patient.similar.note": () => string;
  readonly "patient.similar.unknown": () => string;
  readonly "patient.similar.remedy": () => string;
  readonly "patient.band": () => string;
  readonly "patient.band.none": () => string;
  readonly "patient.gist.other": () => string;
  readonly "patient.gist.other-or-lower": () => string;
  readonly "patient.gist.other-or-higher": () => string;
  readonly "patient.gist.other-or-dose": () => string;
  readonly "patient.gist.lower": () => string;
  readonly "patient.gist.higher": () => string;
  readonly "patient.gist.dose": () => string;
  readonly "patient.gist.checks": () => string;
  readonly "patient.gist.label": () => string;
  readonly "patient.gist.keep": () => string;
  readonly "patient.gist.hla": () => string;
  readonly "patient.gist.not-tested": () => string;
  readonly "patient.gist.no-guidance": () => string;
  readonly "patient.gist.too-little": () => string;
  readonly "patient.gist.sex-mismatch": () => string;
  readonly "patient.gist.lab-unread": () => string;
  readonly "patient.gist.lab-conflict": () => string;
  readonly "patient.gist.no-guidance-all": () => string;
  readonly "patient.act.taken": (d: { readonly who: string; readonly when: string }) => string;
  readonly "patient.act.offered": (d: { readonly who: string; readonly when: string }) => string;
  readonly "patient.act.keep": () => string;
  readonly "patient.act.keep-offered": () => string;
  readonly "patient.act.unknown": () => string;
  readonly "patient.act.unknown-offered": () => string;
  readonly "patient.act.hla-taken": () => string;
  readonly "patient.act.hla-offered": () => string;
  readonly "patient.act.lab-taken": () => string;
  readonly "patient.act.lab-offered": () => string;
  readonly "patient.confirm": () => string;
  readonly "patient.confirm.short": () => string;
  readonly "patient.confirm.rely": () => string;
  readonly "patient.confirm.rely.short": () => string;
  readonly "patient.candidates.differ": (d: { readonly from: string }) => string;
  readonly "patient.candidates.agree": (d: { readonly from: string }) => string;
  readonly "patient.lab.conflict": (d: { readonly genes: Value }) => string;
  readonly "patient.lab.conflict.differ": () => string;
  readonly "patient.lab.conflict.agree": () => string;
  readonly "patient.lab.unread": (d: { readonly genes: Value }) => string;
  readonly "patient.newer": () => string;
  readonly "patient.warfarin.less": () => string;
  readonly "patient.warfarin.usual": () => string;
  readonly "patient.warfarin.more": () => string;
  readonly "patient.warfarin.unknown": () => string;
  readonly "patient.warfarin.add": (d: { readonly facts: Value }) => string;
  readonly "patient.warfarin.date": () => string;
  readonly "patient.warfarin.fact.age": () => string;
  readonly "patient.warfarin.fact.height": () => string;
  readonly "patient.warfarin.fact.weight": () => string;
  readonly "patient.warfarin.fact.ancestry": () => string;
  readonly "patient.warfarin.blood-test": () => string;
  readonly "patient.see.well": () => string;
  readonly "patient.see.partly": () => string;
  readonly "patient.see.too-little": () => string;
  readonly "patient.see.wrong": () => string;
  readonly "patient.see.any.well": () => string;
  readonly "patient.see.any.partly": () => string;
  readonly "patient.see.any.too-little": () => string;
  readonly "patient.see.any.wrong": () => string;
  readonly "patient.see.unobservable": () => string;
  readonly "patient.see.none": () => string;
  readonly "patient.see.missing": (d: { readonly genes: Value }) => string;
  readonly "patient.see.part": (d: { readonly genes: Value }) => string;
  readonly "patient.see.complete": () => string;
  readonly "patient.see.statement": () => string;
  readonly "patient.see.figure": (d: {
    readonly of: Value;
    readonly count: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "patient.see.figure-worst": (d: {
    readonly least: Value;
    readonly most: Value;
    readonly of: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "patient.see.figure-from-few": (d: {
    readonly most: Value;
    readonly of: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "patient.see.figure-same": (d: {
    readonly most: Value;
    readonly of: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "patient.see.few": (d: { readonly of: Value; readonly high: Value }) => string;
  readonly "patient.see.few-worst": (d: { readonly of: Value; readonly high: Value }) => string;
  readonly "patient.see.zero": () => string;
  readonly "patient.see.zero-worst": () => string;
  readonly "patient.see.top": () => string;
  readonly "patient.icons": (d: { readonly count: Value; readonly of: Value }) => string;
  readonly "patient.abstain.transplant": () => string;
  readonly "patient.abstain.transplant.why": () => string;
  readonly "patient.abstain.transplant.do": () => string;
  readonly "patient.abstain.transplant.change": () => string;
  readonly "patient.reason.positions-not-seen": () => string;
  readonly "patient.reason.required-position-not-seen": () => string;
  readonly "patient.reason.undocumented-variant": () => string;
  readonly "patient.reason.no-matching-alleles": () => string;
  readonly "patient.reason.copy-number-not-tested": () => string;
  readonly "patient.reason.needs-laboratory-call": () => string;
  readonly "patient.reason.sex-mismatch": () => string;
  readonly "patient.reason.transplant": () => string;
  readonly "patient.reason.group-not-measured": () => string;
  readonly "patient.reason.function-not-assigned": () => string;
  readonly "among.title": () => string;
  readonly "among.document": () => string;
  readonly "among.rule": () => string;
  readonly "among.groups.heading": () => string;
  readonly "among.map.heading": () => string;
  readonly "among.scores.heading": () => string;
  readonly "among.withheld.heading": () => string;
  readonly "among.about.heading": () => string;
  readonly "among.map.title": () => string;
  readonly "among.map.you": () => string;
  readonly "among.clinician.populations": () => string;
  readonly "among.clinician.admixture": () => string;
  readonly "among.clinician.sites": (d: {
    readonly panel: Value;
    readonly seen: Value;
    readonly blocks: Value;
    readonly mismatched: Value;
  }) => string;
  readonly "among.clinician.distance": (d: { readonly ratio: Value; readonly nearest: Value }) => string;
  readonly "among.clinician.held-out": (d: {
    readonly group: Value;
    readonly share: Value;
    readonly low: Value;
    readonly high: Value;
    readonly n: Value;
  }) => string;
  readonly "among.clinician.panel": (d: {
    readonly name: Value;
    readonly date: Value;
    readonly n: Value;
    readonly digest: Value;
  }) => string;
  readonly "among.clinician.rows": (d: {
    readonly rows: Value;
    readonly matched: Value;
    readonly blocks: Value;
    readonly filled: Value;
    readonly missing: Value;
  }) => string;
  readonly "among.clinician.mass": (d: { readonly share: Value }) => string;
  readonly "among.clinician.sum": (d: { readonly sum: Value; readonly low: Value; readonly high: Value }) => string;
  readonly "among.clinician.sum.no-interval": (d: { readonly sum: Value }) => string;
  readonly "among.clinician.adjusted": (d: { readonly z: Value; readonly low: Value; readonly high: Value }) => string;
  readonly "among.clinician.by-construction": () => string;
  readonly "among.clinician.accuracy.published": (d: {
    readonly group: Value;
    readonly measure: Value;
    readonly figure: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "among.clinician.accuracy.decay": (d: {
    readonly measure: Value;
    readonly figure: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "patient.among.lead": () => string;
  readonly "patient.among.similar": (d: { readonly group: Value }) => string;
  readonly "patient.among.note": () => string;
  readonly "patient.among.near": () => string;
  readonly "patient.among.edge": () => string;
  readonly "patient.among.map": () => string;
  readonly "patient.among.no-scores": () => string;
  readonly "patient.score.gist": (d: {
    readonly percentile: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "patient.score.not-safe": () => string;
  readonly "patient.score.works": () => string;
  readonly "patient.score.works.figure": (d: {
    readonly figure: Value;
    readonly low: Value;
    readonly high: Value;
  }) => string;
  readonly "patient.score.works.published": () => string;
  readonly "patient.withheld.lead": () => string;
  readonly "patient.withheld.seen": () => string;
  readonly "patient.withheld.near": () => string;
  readonly "patient.withheld.pack": () => string;
  readonly "patient.withheld.tested": () => string;
  readonly "patient.reason.too-few-sites": () => string;
  readonly "patient.reason.absent-rows-unresolved": () => string;
  readonly "patient.reason.outside-reference": () => string;
  readonly "patient.reason.no-fitting-mixture": () => string;
  readonly "patient.reason.populations-not-told-apart": () => string;
  readonly "patient.reason.no-score-pack": () => string;
  readonly "patient.reason.pack-of-another-reference": () => string;
  readonly "patient.reason.outside-pack-range": () => string;
  readonly "patient.reason.training-people-unknown": () => string;
  readonly "patient.reason.accuracy-not-measured": () => string;
  readonly "patient.reason.weight-mass-too-low": () => string;
  readonly "patient.remedy.file-with-reference-blocks": () => string;
  readonly "patient.remedy.reference-with-people-like-you": () => string;
  readonly "patient.remedy.score-pack": () => string;
  readonly "patient.remedy.studies-with-people-like-you": () => string;
  readonly "patient.remedy.score-with-more-matching-sites": () => string;
  readonly "patient.reason.conflicting-rows": () => string;
  readonly "patient.remedy": () => string;
  readonly "patient.remedy.whole-genome-file": () => string;
  readonly "patient.remedy.clinical-laboratory-test": () => string;
  readonly "patient.remedy.laboratory-call-with-copy-number": () => string;
  readonly "patient.remedy.genetic-similarity": () => string;
  readonly "patient.remedy.right-file": () => string;
  readonly "patient.remedy.newer-knowledge": () => string;
  readonly "patient.limits.heading": () => string;
  readonly "patient.limits.one": () => string;
  readonly "patient.limits.two": () => string;
  readonly "patient.limits.three": () => string;
  readonly "patient.limits.four": () => string;
  readonly "patient.limits.five": () => string;
  readonly "levels.heading": () => string;
  readonly "patient.level.well": () => string;
  readonly "patient.level.partly": () => string;
  readonly "patient.level.poorly": () => string;
  readonly "patient.level.not-stated": () => string;
  readonly "patient.level.not-tested": () => string;
  readonly "clinician.level.bands": (d: {
    readonly well: Value;
    readonly partly: Value;
    readonly date: Value;
  }) => string;
  readonly "know.keep.fold": (d: { readonly count: number }) => string;
  readonly "know.unknown.fold": (d: { readonly count: number }) => string;
  readonly "know.hla": () => string;
  readonly "know.not-tested": () => string;
  readonly "know.too-little": () => string;
  readonly "know.sex-mismatch": () => string;
  readonly "know.lab-unread": () => string;
  readonly "know.lab-conflict": () => string;
  readonly "know.warfarin": () => string;
  readonly "know.no-guidance": () => string;
  readonly "gene.no-call": () => string;
  readonly "gene.or": (d: { readonly first: Value; readonly second: Value }) => string;
  readonly "gene.outside": () => string;
  readonly "gene.seen": (d: { readonly seen: Value; readonly all: Value }) => string;
  readonly "gene.seen-none": () => string;
  readonly "gene.fits": () => string;
  readonly "gene.fits.more": (d: { readonly count: number }) => string;
  readonly "gene.fits.agree": () => string;
  readonly "gene.fits.differ": () => string;
  readonly "gene.probability.none": () => string;
  readonly "gene.score": (d: { readonly score: Value }) => string;
  readonly "gene.missed": () => string;
  readonly "gene.missed.column": () => string;
  readonly "gene.group": () => string;
  readonly "gene.people": () => string;
  readonly "gene.all": () => string;
  readonly "gene.missed.none": () => string;
  readonly "gene.without": () => string;
  readonly "gene.share-of": (d: { readonly group: Value; readonly share: Value; readonly n: Value }) => string;
  readonly "gene.unobservable": (d: { readonly count: number }) => string;
  readonly "gene.uncallable": (d: { readonly count: number }) => string;
  readonly "gene.sources": () => string;
  readonly "clinician.guideline": () => string;
  readonly "clinician.strength.strong": () => string;
  readonly "clinician.strength.moderate": () => string;
  readonly "clinician.strength.optional": () => string;
  readonly "clinician.strength.ungraded": () => string;
  readonly "clinician.strength.missing": () => string;
  readonly "clinician.population.none": () => string;
  readonly "clinician.population.general": () => string;
  readonly "clinician.population.adults": () => string;
  readonly "clinician.population.pediatrics": () => string;
  readonly "clinician.population.PHT naive": () => string;
  readonly "clinician.population.PHT use >3mos": () => string;
  readonly "clinician.population.CBZ naive": () => string;
  readonly "clinician.population.CBZ use >3mos": () => string;
  readonly "clinician.population.CBZ-no alternatives": () => string;
  readonly "clinician.population.OXC naive": () => string;
  readonly "clinician.population.OXC use >3 mos": () => string;
  readonly "clinician.population.CVI ACS PCI": () => string;
  readonly "clinician.population.CVI non-ACS non-PCI": () => string;
  readonly "clinician.population.NVI": () => string;
  readonly "clinician.population.child >40kg_adult": () => string;
  readonly "clinician.no-change": () => string;
  readonly "clinician.use-label": () => string;
  readonly "clinician.if-no-response": (d: { readonly alternatives: Value }) => string;
  readonly "clinician.basis": (d: { readonly basis: Value }) => string;
  readonly "clinician.avoid": () => string;
  readonly "clinician.alternative": (d: { readonly alternatives: Value }) => string;
  readonly "clinician.alternative.none-named": () => string;
  readonly "clinician.reduce": (d: { readonly basis: Value }) => string;
  readonly "clinician.increase": (d: { readonly basis: Value }) => string;
  readonly "clinician.reduce.by": (d: { readonly basis: Value; readonly amount: Value }) => string;
  readonly "clinician.increase.by": (d: { readonly basis: Value; readonly amount: Value }) => string;
  readonly "clinician.amount.range": (d: { readonly low: Value; readonly high: Value }) => string;
  readonly "clinician.amount.at-least": (d: { readonly percent: Value }) => string;
  readonly "clinician.amount.up-to": (d: { readonly percent: Value }) => string;
  readonly "clinician.cap": (d: { readonly percent: Value; readonly basis: Value }) => string;
  readonly "clinician.dose.stated": (d: { readonly text: Value }) => string;
  readonly "clinician.dose.stated-cap": (d: { readonly text: Value }) => string;
  readonly "clinician.see-guideline": () => string;
  readonly "clinician.only-if-used": () => string;
  readonly "clinician.monitor": (d: { readonly what: Value }) => string;
  readonly "clinician.caution": () => string;
  readonly "clinician.titration": (d: { readonly how: Value }) => string;
  readonly "clinician.condition": (d: { readonly when: Value }) => string;
  readonly "clinician.missing": (d: { readonly genes: Value }) => string;
  readonly "clinician.partial": () => string;
  readonly "clinician.unconfirmed": (d: { readonly why: Value }) => string;
  readonly "clinician.withdrawn": () => string;
  readonly "clinician.withdrawn.lab": () => string;
  readonly "clinician.confirm.array": () => string;
  readonly "clinician.confirm.filter": () => string;
  readonly "clinician.confirm.rare": () => string;
  readonly "clinician.confirm.two-variant": () => string;
  readonly "clinician.confirm.quality": () => string;
  readonly "clinician.no-guidance.source-says-none": () => string;
  readonly "clinician.no-guidance.strength-missing": () => string;
  readonly "clinician.no-guidance.no-row": () => string;
  readonly "clinician.not-tested": (d: { readonly genes: Value }) => string;
  readonly "clinician.tested-alone": (d: { readonly genes: Value }) => string;
  readonly "clinician.not-applicable": () => string;
  readonly "clinician.candidates.differ": () => string;
  readonly "clinician.candidates.agree": () => string;
  readonly "clinician.newer": (d: { readonly date: Value; readonly change: Value }) => string;
  readonly "clinician.no-row": () => string;
  readonly "clinician.see": (d: {
    readonly action: Value;
    readonly phenotype: Value;
    readonly group: Value;
    readonly n: Value;
  }) => string;
  readonly "clinician.see.worst": () => string;
  readonly "clinician.see.on-top": (d: { readonly count: number }) => string;
  readonly "clinician.see.complete": () => string;
  readonly "clinician.see.statement": () => string;
  readonly "clinician.studied.not-in-data": () => string;
  readonly "clinician.studied.warfarin-similarity-unknown": () => string;
  readonly "clinician.studied.warfarin-strongest": () => string;
  readonly "clinician.studied.warfarin-consistent": () => string;
  readonly "clinician.row-note": (d: { readonly note: Value }) => string;
  readonly "warfarin.heading": () => string;
  readonly "warfarin.lead": () => string;
  readonly "warfarin.branch.not-african": () => string;
  readonly "warfarin.branch.african": () => string;
  readonly "warfarin.branch.african-american": () => string;
  readonly "warfarin.branch.child-european": () => string;
  readonly "warfarin.branch.child-not-european": () => string;
  readonly "warfarin.step.pgx-algorithm": () => string;
  readonly "warfarin.step.pediatric-algorithm": () => string;
  readonly "warfarin.step.cyp2c9-reduced-carrier": () => string;
  readonly "warfarin.step.cyp2c9-reduced-homozygote": () => string;
  readonly "warfarin.step.rs12777823-carrier": () => string;
  readonly "warfarin.step.cyp4f2-carrier": () => string;
  readonly "warfarin.step.loading-algorithm": () => string;
  readonly "warfarin.step.loading-algorithm-not-validated": () => string;
  readonly "warfarin.advice.algorithm": () => string;
  readonly "warfarin.advice.clinical": () => string;
  readonly "warfarin.advice.abstain": () => string;
  readonly "warfarin.missing": (d: { readonly facts: Value }) => string;
  readonly "warfarin.another": () => string;
  readonly "warfarin.doses": () => string;
  readonly "warfarin.doses.note": () => string;
  readonly "warfarin.equation": () => string;
  readonly "warfarin.equation.iwpc": () => string;
  readonly "warfarin.equation.iwpc-clinical": () => string;
  readonly "warfarin.equation.gage": () => string;
  readonly "warfarin.with-race": () => string;
  readonly "warfarin.without-race": () => string;
  readonly "warfarin.mg-week": (d: { readonly dose: Value }) => string;
  readonly "warfarin.no-dose": () => string;
  readonly "clinician.note.hapb3-exon-only": () => string;
  readonly "clinician.note.hapb3-intron-mismatch": () => string;
  readonly "clinician.note.half-call": () => string;
  readonly "clinician.note.outside-allele-unknown": () => string;
  readonly "clinician.note.undocumented-as-reference": () => string;
  readonly "clinician.note.slco1b1-rs4149056-fallback": () => string;
  readonly "clinician.note.nat2-priority": () => string;
  readonly "clinician.note.tier1-missing": () => string;
  readonly "clinician.note.outside-overrides-file": () => string;
  readonly "clinician.note.outside-conflict": () => string;
  readonly "clinician.file-call": (d: { readonly call: Value }) => string;
  readonly "why.no-row": () => string;
  readonly "why.no-call": () => string;
  readonly "why.half-call": () => string;
  readonly "why.ref-mismatch": () => string;
  readonly "why.symbolic-allele": () => string;
  readonly "why.spanning-deletion": () => string;
  readonly "why.reads-contradict": () => string;
  readonly "why.not-anchorable": () => string;
  readonly "why.indel-code": () => string;
  readonly "why.strand-ambiguous": () => string;
  readonly "why.contradictory-rows": () => string;
  readonly "why.low-quality-block": () => string;
  readonly "why.ploidy": () => string;
  readonly "doubt.filter": () => string;
  readonly "doubt.depth": () => string;
  readonly "doubt.quality": () => string;
  readonly "doubt.allele-balance": () => string;
  readonly "doubt.array": () => string;
  readonly "doubt.consumer-file": () => string;
  readonly "doubt.declared-complete": () => string;
  readonly "clinician.doubts": (d: { readonly list: Value }) => string;
  readonly "clinician.unseen": (d: { readonly list: Value }) => string;
  readonly counted: (d: { readonly what: Value; readonly count: Value }) => string;
  readonly "file.heading": () => string;
  readonly "file.none": () => string;
  readonly "file.format": () => string;
  readonly "file.build": () => string;
  readonly "file.build.from": (d: { readonly build: Value; readonly from: Value }) => string;
  readonly "file.kind": () => string;
  readonly "file.kind.genome": () => string;
  readonly "file.kind.array": () => string;
  readonly "file.phased": () => string;
  readonly "file.phased.all": () => string;
  readonly "file.phased.some": () => string;
  readonly "file.phased.none": () => string;
  readonly "file.places": () => string;
  readonly "file.sex": () => string;
  readonly "file.sex.female": () => string;
  readonly "file.sex.male": () => string;
  readonly "file.sex.unclear": () => string;
  readonly "file.problems": () => string;
  readonly "file.problems.none": () => string;
  readonly "file.sample": () => string;
  readonly "file.date": () => string;
  readonly "file.engine": () => string;
  readonly "file.knowledge": () => string;
  readonly "file.knowledge.line": (d: { readonly version: Value; readonly expires: Value }) => string;
  readonly "file.hash": () => string;
  readonly "gaps.heading": () => string;
  readonly "gaps.none": () => string;
  readonly "sources.heading": () => string;
  readonly "sources.guidelines": () => string;
  readonly "sources.pmid": () => string;
}

const en = cardinal("en");

export const messages: Messages = {
  title: () => "Your medicines and your genes",
  document: () => "Medicines report",
  brand: () => "Pangenic",
  "print-rule": () => "Do not stop or change a medicine on your own.",
  "for-clinician": () => "For your doctor or pharmacist",
  untranslated: (d) =>
    plural(d.count, 0, en, {
      one: number("en", d.count, 0) + " sentence is",
      other: number("en", d.count, 0) + " sentences are",
    }) + " not yet translated and shown in English.",
  "not-reviewed": () => "A clinician has not yet reviewed the wording of this report.",
  "mark.change": () => "Change",
  "mark.adjust": () => "Adjust",
  "mark.no-change": () => "No change",
  "mark.unknown": () => "Unknown",
  "level.well": () => "Well",
  "level.partly": () => "Partly",
  "level.poorly": () => "Poorly",
  "level.not-tested": () => "Not tested",
  "level.not-stated": () => "Not stated",
  "meter.see": () => "Could your file show it?",
  "meter.studied": () => "Tested on people like you?",
  "meter.see.short": () => "Shown",
  "meter.studied.short": () => "Tested",
  "patient.rule": () =>
    "Do not stop or change a medicine on your own. Show this page to your doctor or pharmacist first.",
  "patient.private": () => "This page was made on your own device. It sends nothing out.",
  "patient.sex.heading": () => "First make sure that this is your file.",
  "patient.sex.text": () =>
    "The file does not look like the sex that was stated. It may be the file of another person. Do not use this page before that is sorted out. Ask the lab or the place that gave you the file.",
  "patient.sex.causes": () => "There are other causes too: a transplant, or a different number of X chromosomes.",
  "patient.taken.heading": () => "What you take",
  "patient.taken.count": (d) =>
    plural(d.count, 0, en, {
      one: "You take " + number("en", d.count, 0) + " medicine that this page can speak about.",
      other: "You take " + number("en", d.count, 0) + " medicines that this page can speak about.",
    }),
  "patient.taken.none": () =>
    "You did not list a medicine that this page can speak about. Below are medicines to know about.",
  "patient.taken.unrecognized": (d) =>
    "This page knows nothing about these: " +
    d.names +
    ". That does not mean they are safe. Ask your pharmacist. If you wrote a brand name, try the name of the drug in it.",
  "patient.taken.other": () => "If you take other medicines, ask about them too. Not on this page does not mean safe.",
  "patient.know.heading": () => "Medicines to know about",
  "patient.know.lead": () =>
    "You did not say that you take these. If one is offered to you, this is what your genes say.",
  "patient.genes.heading": () => "Your genes, one by one",
  "patient.genes.lead": () =>
    "What we found in each gene, what the file could have missed, and for whom. Open a line to read more.",
  "patient.about.heading": () => "How sure, and from where",
  "patient.similar.known": (d) => "Your genes are most similar to the people of test group " + d.group + ".",
  "patient.similar.people": (d) => d.people + " people of that group were tested.",
  "patient.similar.note": () => "A test group is a list of tested people. It does not say who you are.",
  "patient.similar.unknown": () =>
    "We do not know which tested people your genes are most like. So we show the range over all test groups.",
  "patient.similar.remedy": () =>
    "You can change that: add a gene match to your person file, and make this page again.",
  "patient.band": () => "Each strand is one test group. The thicker it is, the more people were tested.",
  "patient.band.none": () => "No test group has been counted for this page.",
  "patient.gist.other": () => "You may do better with another medicine.",
  "patient.gist.other-or-lower": () => "You may need another medicine, or less of this one.",
  "patient.gist.other-or-higher": () => "You may need another medicine, or more of this one.",
  "patient.gist.other-or-dose": () => "You may need another medicine, or a new dose of this one.",
  "patient.gist.lower": () => "You may need less of it than most people.",
  "patient.gist.higher": () => "You may need more of it than most people.",
  "patient.gist.dose": () => "You may need a dose that is not the usual one.",
  "patient.gist.checks": () => "You may need extra checks with this medicine.",
  "patient.gist.label": () => "The usual start fits. If it does not help you, say so: another one may work better.",
  "patient.gist.keep": () => "No change because of your genes.",
  "patient.gist.hla": () => "Get a gene test before the first dose.",
  "patient.gist.not-tested": () => "Your file does not show the genes that matter here. We cannot say.",
  "patient.gist.no-guidance": () => "The guides have no advice for a result like yours.",
  "patient.gist.too-little": () => "Too little of this gene was seen to say.",
  "patient.gist.sex-mismatch": () =>
    "We do not read this gene now. The file does not look like the sex that was stated.",
  "patient.gist.lab-unread": () => "Your lab result for this gene could not be read here.",
  "patient.gist.lab-conflict": () =>
    "Your lab results for this gene do not agree. We cannot say. Ask the lab which one is right.",
  "patient.gist.no-guidance-all": () => "The guides have no advice for results like these.",
  "patient.act.taken": (d) =>
    "Do not stop or change it on your own. " +
    select(d.who, {
      cancer: "Call your cancer care team",
      surgery: "Call your surgery team",
      other: "Call the doctor who gave it to you, or your pharmacist,",
    }) +
    " " +
    select(d.when, {
      dose: "before the next dose.",
      surgery: "before you are put to sleep.",
      week: "this week.",
      other: "at your next visit at the latest.",
    }),
  "patient.act.offered": (d) =>
    "Do not start, stop or change any of these on your own. " +
    select(d.who, {
      cancer: "Show this page to your cancer care team",
      surgery: "Show this page to your surgery team",
      other: "Show this page to the doctor who offers one, or to your pharmacist,",
    }) +
    " " +
    select(d.when, { surgery: "before you are put to sleep.", other: "before the first dose." }),
  "patient.act.keep": () =>
    "Do not stop or change it on your own. If it does not suit you, ask your doctor or pharmacist at your next visit.",
  "patient.act.keep-offered": () =>
    "Take one only as your doctor or pharmacist tells you, from the first dose on. Do not start, stop or change any of these on your own.",
  "patient.act.unknown": () =>
    "Do not stop or change it on your own. Ask your doctor or pharmacist at your next visit if a gene test would help.",
  "patient.act.unknown-offered": () =>
    "Do not start, stop or change any of these on your own. Before the first dose, ask your doctor or pharmacist if a gene test would help.",
  "patient.act.hla-taken": () =>
    "Do not stop or change it on your own. Ask your doctor or pharmacist before the next dose if you had this gene test.",
  "patient.act.hla-offered": () =>
    "Test before the first dose. Do not start, stop or change any of these on your own. Ask your doctor or pharmacist for the test.",
  "patient.act.lab-taken": () =>
    "Do not stop or change it on your own. Ask the lab or your pharmacist now, before the next dose.",
  "patient.act.lab-offered": () =>
    "Do not start, stop or change any of these on your own. Ask the lab or your pharmacist now, before the first dose.",
  "patient.confirm": () =>
    "This result is not yet sure. Ask now for a lab test. A lab must confirm it before your medicine is changed.",
  "patient.confirm.short": () => "Not yet sure: a lab must confirm it first.",
  "patient.confirm.rely": () =>
    "This result is not yet sure. Ask for a lab test. A lab should confirm this result before you rely on it.",
  "patient.confirm.rely.short": () => "Not yet sure: a lab should confirm it before you rely on it.",
  "patient.candidates.differ": (d) =>
    select(d.from, {
      lab: "Your lab result can mean more than one thing.",
      other: "Your file fits more than one result.",
    }) + " We show the most careful advice.",
  "patient.candidates.agree": (d) =>
    select(d.from, {
      lab: "Your lab result can mean more than one thing.",
      other: "Your file fits more than one result.",
    }) + " All of them lead to the same advice.",
  "patient.lab.conflict": (d) =>
    "Your lab results for " + d.genes + " do not agree. Ask the lab which one is right before you rely on this.",
  "patient.lab.conflict.differ": () => "Till then, we show the most careful advice.",
  "patient.lab.conflict.agree": () => "All of them lead to the same advice.",
  "patient.lab.unread": (d) =>
    "Your lab result for " + d.genes + " could not be read here. Ask the lab or your pharmacist now.",
  "patient.newer": () => "The guide changed after our data were made. Ask for the newest one.",
  "patient.warfarin.less": () => "You may need less warfarin than most people.",
  "patient.warfarin.usual": () => "You may need about as much warfarin as most people.",
  "patient.warfarin.more": () => "You may need more warfarin than most people.",
  "patient.warfarin.unknown": () => "This page cannot tell if you need more or less warfarin.",
  "patient.warfarin.add": (d) => "It can tell more if you add this to your person file: " + d.facts + ".",
  "patient.warfarin.date": () => "To count your age, it needs the date of today too.",
  "patient.warfarin.fact.age": () => "your birth year",
  "patient.warfarin.fact.height": () => "your height",
  "patient.warfarin.fact.weight": () => "your weight",
  "patient.warfarin.fact.ancestry": () => "the answer to the question on your family roots",
  "patient.warfarin.blood-test": () => "Your blood test (INR) still sets the dose.",
  "patient.see.well": () => "Your file can show this well in people like you.",
  "patient.see.partly": () => "Your file can miss some of this in people like you. Use it with other facts.",
  "patient.see.too-little": () => "Too little tested on people like you to rely on alone.",
  "patient.see.wrong": () => "Tested on people like you, and wrong too often to rely on alone.",
  "patient.see.any.well": () => "Your file can show this well in all test groups.",
  "patient.see.any.partly": () =>
    "Your file can miss some of this, in some test groups more than in others. Use it with other facts.",
  "patient.see.any.too-little": () => "Too little tested in some test groups to rely on alone.",
  "patient.see.any.wrong": () => "Tested, and in some test groups wrong too often to rely on alone.",
  "patient.see.unobservable": () =>
    "What could be checked holds well. It is still only partly sure, since some rare changes could not be seen by anyone here.",
  "patient.see.none": () => "We cannot say for you yet. We show no number.",
  "patient.see.missing": (d) => "Your file does not show " + d.genes + ".",
  "patient.see.part": (d) => "Your file does not fully show " + d.genes + ". We show no number.",
  "patient.see.complete": () => "Your file shows every place that counts here. Nothing had to be filled in.",
  "patient.see.statement": () =>
    "A lab gave this result. We do not know what the lab looked for, so we show no number.",
  "patient.see.figure": (d) =>
    "Out of " +
    d.of +
    " people like you with this result, about " +
    d.count +
    " need other advice. It could be " +
    d.low +
    " to " +
    d.high +
    ".",
  "patient.see.figure-worst": (d) =>
    "We do not know your test group. By group, about " +
    d.least +
    " to " +
    d.most +
    " out of " +
    d.of +
    " people need other advice. In the group with most misses it could be " +
    d.low +
    " to " +
    d.high +
    ".",
  "patient.see.figure-from-few": (d) =>
    "We do not know your test group. By group, from fewer than 1 to about " +
    d.most +
    " out of " +
    d.of +
    " people need other advice. In the group with most misses it could be " +
    d.low +
    " to " +
    d.high +
    ".",
  "patient.see.figure-same": (d) =>
    "We do not know your test group. In each group, about " +
    d.most +
    " out of " +
    d.of +
    " people need other advice. In the group with most misses it could be " +
    d.low +
    " to " +
    d.high +
    ".",
  "patient.see.few": (d) =>
    "Out of " +
    d.of +
    " people like you with this result, fewer than 1 needs other advice. It could be up to " +
    d.high +
    ".",
  "patient.see.few-worst": (d) =>
    "We do not know your test group. In each group, fewer than 1 out of " +
    d.of +
    " people needs other advice. In the group with most misses it could be up to " +
    d.high +
    ".",
  "patient.see.zero": () =>
    "Of the tested people like you with this result, none needs other advice, as far as could be seen.",
  "patient.see.zero-worst": () =>
    "We do not know your test group. In no group does anyone tested with this result need other advice, as far as could be seen.",
  "patient.see.top": () => "Some rare changes cannot be seen at all. They are unknown on top: no one knows how many.",
  "patient.icons": (d) => d.count + " of " + d.of + " people",
  "patient.abstain.transplant": () => "You had a liver or stem-cell transplant.",
  "patient.abstain.transplant.why": () =>
    "Your blood or liver may now carry the genes of the person who gave. So we cannot say from this file how your medicines suit you.",
  "patient.abstain.transplant.do": () =>
    "Do not stop or change a medicine on your own. Ask your transplant team or pharmacist before you start any new medicine.",
  "patient.abstain.transplant.change": () =>
    "What would change this: your team can tell which tests still count for you.",
  "patient.reason.positions-not-seen": () => "Your file does not show enough of this gene.",
  "patient.reason.required-position-not-seen": () => "Your file does not show a place in this gene that we must see.",
  "patient.reason.undocumented-variant": () => "Your file shows a change that no one has described yet.",
  "patient.reason.no-matching-alleles": () => "What your file shows fits no known form of this gene.",
  "patient.reason.copy-number-not-tested": () => "Your file cannot show how many copies of this gene you have.",
  "patient.reason.needs-laboratory-call": () => "Only a lab test can show this gene.",
  "patient.reason.sex-mismatch": () =>
    "The sex in the file and the sex you told us do not match. It may be the wrong file. There may be other causes too.",
  "patient.reason.transplant": () => "After a transplant, this file may show the genes of the person who gave.",
  "patient.reason.group-not-measured": () => "No one like you has been tested for this.",
  "patient.reason.function-not-assigned": () => "No one knows yet what this form of the gene does.",
  "among.title": () => "You among tested people",
  "among.document": () => "Gene match report",
  "among.rule": () => "A gene match does not say who you are.",
  "among.groups.heading": () => "Whom your genes are most like",
  "among.map.heading": () => "Where you stand",
  "among.scores.heading": () => "Your scores",
  "among.withheld.heading": () => "When we hold a score back",
  "among.about.heading": () => "How sure, and from where",
  "among.map.title": () => "You among the tested people",
  "among.map.you": () => "you",
  "among.clinician.populations": () => "Populations of the panel",
  "among.clinician.admixture": () => "Share of the genome best explained by each source group (± standard error)",
  "among.clinician.sites": (d) =>
    "Sites of the panel: " +
    d.panel +
    "; seen: " +
    d.seen +
    ", of them " +
    d.blocks +
    " known as reference without a row; alleles that do not fit: " +
    d.mismatched +
    ".",
  "among.clinician.distance": (d) =>
    "Out-of-reference statistic, in thresholds: " +
    d.ratio +
    ". Mean distance to the five nearest reference people over the reference median: " +
    d.nearest +
    ".",
  "among.clinician.held-out": (d) =>
    "People of " +
    d.group +
    " held out of the panel and placed right: " +
    d.share +
    " (" +
    d.low +
    "–" +
    d.high +
    ") of " +
    d.n +
    ".",
  "among.clinician.panel": (d) =>
    "Panel " + d.name + ", " + d.date + "; " + d.n + " reference people; digest " + d.digest + ".",
  "among.clinician.rows": (d) =>
    "Rows: " +
    d.rows +
    "; seen: " +
    d.matched +
    ", of them " +
    d.blocks +
    " known as reference without a row; not seen, expected from frequencies: " +
    d.filled +
    "; not in the sum: " +
    d.missing +
    ".",
  "among.clinician.mass": (d) => "Share of the score’s variance that was seen: " + d.share + ".",
  "among.clinician.sum": (d) => "Sum: " + d.sum + " (" + d.low + " to " + d.high + "), in the score’s own units.",
  "among.clinician.sum.no-interval": (d) =>
    "Sum: " + d.sum + ", in the score’s own units; how much the missing rows weigh is not known.",
  "among.clinician.adjusted": (d) =>
    "Standard deviations from the mean expected at this position: " + d.z + " (" + d.low + " to " + d.high + ").",
  "among.clinician.by-construction": () =>
    "The adjustment is made so that every group has the same share of high scores. It says nothing about risk.",
  "among.clinician.accuracy.published": (d) =>
    "This score’s published accuracy in " +
    d.group +
    ": " +
    d.measure +
    " " +
    d.figure +
    " (" +
    d.low +
    "–" +
    d.high +
    ").",
  "among.clinician.accuracy.decay": (d) =>
    "Expected " +
    d.measure +
    ", from the published average over scores at this distance: " +
    d.figure +
    " (" +
    d.low +
    "–" +
    d.high +
    ").",
  "patient.among.lead": () =>
    "We put your genes beside those of tested people. The nearer they are, the better their results fit you.",
  "patient.among.similar": (d) => "Your genes are most similar to the people of test group " + d.group + ".",
  "patient.among.note": () => "A test group is a list of tested people. It does not say who you are.",
  "patient.among.near": () => "You lie well within the range of the people tested.",
  "patient.among.edge": () => "You are at the edge of the people tested. Results may fit you less well.",
  "patient.among.map": () => "Each mark is one tested person. Near on the map means more alike. The ring is you.",
  "patient.among.no-scores": () => "No score was asked for.",
  "patient.score.gist": (d) =>
    "Out of 100 people with genes like yours, about " +
    d.percentile +
    " have a lower score. The range is " +
    d.low +
    " to " +
    d.high +
    ".",
  "patient.score.not-safe": () =>
    "A low score does not mean safe, and a high one is not a disease. Keep your usual checks.",
  "patient.score.works": () => "How well does it work for people like you?",
  "patient.score.works.figure": (d) =>
    "About " + d.figure + " as well as in the people it was made from. The range is " + d.low + " to " + d.high + ".",
  "patient.score.works.published": () => "It was tested on people like you.",
  "patient.withheld.lead": () =>
    "A score adds up small signs from many places in your genes. It can mislead. We show where you stand only when the first three of these are true.",
  "patient.withheld.seen": () => "Your file shows enough of the places that count.",
  "patient.withheld.near": () => "You are near the tested people.",
  "patient.withheld.pack": () => "Someone has checked how the score runs among people with genes like yours.",
  "patient.withheld.tested": () => "Someone has tested how well it works for people like you. If not, we say so.",
  "patient.reason.too-few-sites": () => "Your file shows too few of the places we compare.",
  "patient.reason.absent-rows-unresolved": () =>
    "Your file lists only what differs. It does not say which other places were read.",
  "patient.reason.outside-reference": () => "No one tested is near you. So we name no group, and give no score.",
  "patient.reason.no-fitting-mixture": () => "No mix of the test groups fits your genes well.",
  "patient.reason.populations-not-told-apart": () => "The tested people of this group cannot be told apart further.",
  "patient.reason.no-score-pack": () =>
    "No one has checked yet how this score runs among people with genes like yours.",
  "patient.reason.pack-of-another-reference": () =>
    "This score was checked with other tested people than those used here.",
  "patient.reason.outside-pack-range": () => "You are not near the people this score was checked on.",
  "patient.reason.training-people-unknown": () => "The source does not say which people this score was made from.",
  "patient.reason.accuracy-not-measured": () => "No one has tested how well this score works for people like you.",
  "patient.reason.weight-mass-too-low": () => "Your file does not show enough of the places that count for this score.",
  "patient.remedy.file-with-reference-blocks": () => "a file that also lists the places that do not differ",
  "patient.remedy.reference-with-people-like-you": () => "more tested people like you",
  "patient.remedy.score-pack": () => "a check of this score among people with genes like yours",
  "patient.remedy.studies-with-people-like-you": () => "studies with people like you",
  "patient.remedy.score-with-more-matching-sites": () => "a score that uses places your file shows",
  "patient.reason.conflicting-rows": () => "The sources do not agree.",
  "patient.remedy": () => "What would change this:",
  "patient.remedy.whole-genome-file": () => "a file with the whole genome",
  "patient.remedy.clinical-laboratory-test": () => "a test in a medical lab",
  "patient.remedy.laboratory-call-with-copy-number": () => "a lab test that counts the copies",
  "patient.remedy.genetic-similarity": () => "a gene match to tested people",
  "patient.remedy.right-file": () => "the right file",
  "patient.remedy.newer-knowledge": () => "newer data",
  "patient.limits.heading": () => "What this page cannot do",
  "patient.limits.one": () => "It does not tell you if you are sick. It is not for an emergency.",
  "patient.limits.two": () => "Genes are only a part. Age, weight, kidneys, other medicines and food count too.",
  "patient.limits.three": () => "No change does not mean no risk. Tell your doctor about any side effect.",
  "patient.limits.four": () => "It is meant to be read with a doctor or pharmacist.",
  "patient.limits.five": () => "A blank in the file never counts as normal here.",
  "levels.heading": () => "What the four words mean",
  "patient.level.well": () => "Checked on people like you. It is rarely wrong.",
  "patient.level.partly": () => "Checked, but less sure for people like you. Use it with other facts.",
  "patient.level.poorly": () => "Too little tested on people like you, or wrong too often. Do not rely on it alone.",
  "patient.level.not-stated": () => "The source does not say on whom it was tested.",
  "patient.level.not-tested": () => "No one like you was tested, or your file does not show it. We show no number.",
  "clinician.level.bands": (d) =>
    "Upper 95% bound of the risk that an action is really another: well up to " +
    d.well +
    ", partly up to " +
    d.partly +
    ", poorly above. Bands of " +
    d.date +
    ".",
  "know.keep.fold": (d) =>
    plural(d.count, 0, en, {
      one: number("en", d.count, 0) + " medicine",
      other: number("en", d.count, 0) + " medicines",
    }) + " with no change because of your genes",
  "know.unknown.fold": (d) =>
    plural(d.count, 0, en, {
      one: number("en", d.count, 0) + " medicine",
      other: number("en", d.count, 0) + " medicines",
    }) + " we cannot speak about, and why",
  "know.hla": () => "Test before the first dose",
  "know.not-tested": () => "Not tested in this file",
  "know.too-little": () => "Too little of the gene was seen",
  "know.sex-mismatch": () => "Not read: is it your file?",
  "know.lab-unread": () => "A lab result that could not be read here",
  "know.lab-conflict": () => "Lab results that do not agree",
  "know.warfarin": () => "More or less is not known",
  "know.no-guidance": () => "No advice for a result like this",
  "gene.no-call": () => "no call",
  "gene.or": (d) => d.first + " or " + d.second,
  "gene.outside": () => "laboratory result",
  "gene.seen": (d) => d.seen + " of " + d.all + " places seen",
  "gene.seen-none": () => "no places read",
  "gene.fits": () => "What fits this file",
  "gene.fits.more": (d) =>
    plural(d.count, 0, en, { one: number("en", d.count, 0) + " more", other: number("en", d.count, 0) + " more" }),
  "gene.fits.agree": () => "All of them mean the same for this gene.",
  "gene.fits.differ": () => "They do not all mean the same for this gene.",
  "gene.probability.none": () => "no figure",
  "gene.score": (d) => "score " + d.score,
  "gene.missed": () => "What this file could have missed, and for whom",
  "gene.missed.column": () => "Needs other advice, 95% range",
  "gene.group": () => "Test group",
  "gene.people": () => "People",
  "gene.all": () => "All",
  "gene.missed.none": () => "Not measured in any test group. No number is shown.",
  "gene.without": () => "Share of people with no usable answer, even from a full genome",
  "gene.share-of": (d) => d.group + " " + d.share + " of " + d.n,
  "gene.unobservable": (d) =>
    "Unknown on top: " +
    plural(d.count, 0, en, { one: number("en", d.count, 0) + " form", other: number("en", d.count, 0) + " forms" }) +
    " no one could have seen",
  "gene.uncallable": (d) =>
    plural(d.count, 0, en, { one: number("en", d.count, 0) + " form", other: number("en", d.count, 0) + " forms" }) +
    " this file could not show",
  "gene.sources": () => "Sources",
  "clinician.guideline": () => "guideline",
  "clinician.strength.strong": () => "strong",
  "clinician.strength.moderate": () => "moderate",
  "clinician.strength.optional": () => "optional",
  "clinician.strength.ungraded": () => "ungraded",
  "clinician.strength.missing": () => "strength missing",
  "clinician.population.none": () => "population not stated",
  "clinician.population.general": () => "general population",
  "clinician.population.adults": () => "adults",
  "clinician.population.pediatrics": () => "children",
  "clinician.population.PHT naive": () => "phenytoin-naive",
  "clinician.population.PHT use >3mos": () => "phenytoin used > 3 months",
  "clinician.population.CBZ naive": () => "carbamazepine-naive",
  "clinician.population.CBZ use >3mos": () => "carbamazepine used > 3 months",
  "clinician.population.CBZ-no alternatives": () => "carbamazepine-naive, no alternative",
  "clinician.population.OXC naive": () => "oxcarbazepine-naive",
  "clinician.population.OXC use >3 mos": () => "oxcarbazepine used > 3 months",
  "clinician.population.CVI ACS PCI": () => "acute coronary syndrome or PCI",
  "clinician.population.CVI non-ACS non-PCI": () => "cardiovascular, neither ACS nor PCI",
  "clinician.population.NVI": () => "neurovascular indication",
  "clinician.population.child >40kg_adult": () => "adults and children above 40 kg",
  "clinician.no-change": () => "No change",
  "clinician.use-label": () => "Use the label dose",
  "clinician.if-no-response": (d) => "If no response: " + d.alternatives,
  "clinician.basis": (d) => d.basis + " dose",
  "clinician.avoid": () => "Avoid",
  "clinician.alternative": (d) => "Alternative: " + d.alternatives,
  "clinician.alternative.none-named": () => "Another medicine: see the guideline",
  "clinician.reduce": (d) => "Reduce " + d.basis,
  "clinician.increase": (d) => "Increase " + d.basis,
  "clinician.reduce.by": (d) => "Reduce " + d.basis + " by " + d.amount,
  "clinician.increase.by": (d) => "Increase " + d.basis + " by " + d.amount,
  "clinician.amount.range": (d) => d.low + " to " + d.high,
  "clinician.amount.at-least": (d) => d.percent + " or more",
  "clinician.amount.up-to": (d) => "up to " + d.percent,
  "clinician.cap": (d) => "Not more than " + d.percent + " of the " + d.basis,
  "clinician.dose.stated": (d) => "Dose as stated: " + d.text,
  "clinician.dose.stated-cap": (d) => "Limit as stated: " + d.text,
  "clinician.see-guideline": () => "Adjust: see the guideline",
  "clinician.only-if-used": () => "only if used all the same",
  "clinician.monitor": (d) => "Monitor: " + d.what,
  "clinician.caution": () => "Caution or further testing",
  "clinician.titration": (d) => "Titration: " + d.how,
  "clinician.condition": (d) => "Applies to: " + d.when,
  "clinician.missing": (d) => "Without a result: " + d.genes,
  "clinician.partial": () => "The row needs a person's reading: action and link only",
  "clinician.unconfirmed": (d) => "Unconfirmed (" + d.why + "): no amounts until a clinical laboratory confirms",
  "clinician.withdrawn": () => "If the unseen places were as expected (not relied on)",
  "clinician.withdrawn.lab": () => "If the laboratory's result were as stated (its parts disagree; not relied on)",
  "clinician.confirm.array": () => "from an array",
  "clinician.confirm.filter": () => "failed its filter",
  "clinician.confirm.rare": () => "rare",
  "clinician.confirm.two-variant": () => "two-variant result",
  "clinician.confirm.quality": () => "depth, quality or balance of reads",
  "clinician.no-guidance.source-says-none": () => "The source gives no recommendation",
  "clinician.no-guidance.strength-missing": () => "No graded recommendation",
  "clinician.no-guidance.no-row": () => "No row for this combination in this version",
  "clinician.not-tested": (d) => "Not tested: " + d.genes,
  "clinician.tested-alone": (d) => "Tested alone: " + d.genes,
  "clinician.not-applicable": () => "Not applicable",
  "clinician.candidates.differ": () =>
    "Candidates lead to different actions; the most cautious at 1% or more is shown.",
  "clinician.candidates.agree": () => "Several candidates; all lead to this action.",
  "clinician.newer": (d) => "Changed at the source on " + d.date + ", not yet in these data: " + d.change,
  "clinician.no-row": () => "No guideline row.",
  "clinician.see": (d) =>
    "Action really another: " + d.action + "; phenotype: " + d.phenotype + "; " + d.group + ", n = " + d.n + ".",
  "clinician.see.worst": () => "Worst group; similarity not known.",
  "clinician.see.on-top": (d) =>
    "Unknown on top: " +
    plural(d.count, 0, en, {
      one: number("en", d.count, 0) + " allele",
      other: number("en", d.count, 0) + " alleles",
    }) +
    " that neither the file nor the panel could show; where one would change the action, the level is at most partly.",
  "clinician.see.complete": () => "Every deciding position was seen; nothing inferred.",
  "clinician.see.statement": () =>
    "Stated by a laboratory: which alleles it looked for is not in the statement, so no figure is shown.",
  "clinician.studied.not-in-data": () => "The data do not state the populations studied.",
  "clinician.studied.warfarin-similarity-unknown": () =>
    "The evidence is strongest for European and East Asian ancestry; this person's genetic similarity is not known.",
  "clinician.studied.warfarin-strongest": () => "The evidence is strongest for groups most similar to this person.",
  "clinician.studied.warfarin-consistent": () =>
    "The evidence is strongest for European and East Asian ancestry, and consistent elsewhere.",
  "clinician.row-note": (d) => "Note: " + d.note,
  "warfarin.heading": () => "Warfarin: the CPIC 2017 flow",
  "warfarin.lead": () =>
    "Ancestry here is self-stated, never inferred from the genome. Where it is mixed or not stated, every branch is shown.",
  "warfarin.branch.not-african": () => "Non-African ancestry",
  "warfarin.branch.african": () => "African ancestry, not African American",
  "warfarin.branch.african-american": () => "African American",
  "warfarin.branch.child-european": () => "Child, European ancestry",
  "warfarin.branch.child-not-european": () => "Child, other ancestry",
  "warfarin.step.pgx-algorithm": () => "Dose by a published algorithm with genetics",
  "warfarin.step.pediatric-algorithm": () => "Dose by a pediatric algorithm",
  "warfarin.step.cyp2c9-reduced-carrier": () => "Carries one of CYP2C9 *5, *6, *8, *11",
  "warfarin.step.cyp2c9-reduced-homozygote": () => "Carries two of CYP2C9 *5, *6, *8, *11",
  "warfarin.step.rs12777823-carrier": () => "Carries rs12777823 A",
  "warfarin.step.cyp4f2-carrier": () => "Carries CYP4F2 rs2108622 T",
  "warfarin.step.loading-algorithm": () => "A loading-dose algorithm may be used",
  "warfarin.step.loading-algorithm-not-validated": () =>
    "A loading-dose algorithm may be used; it is not validated here",
  "warfarin.advice.algorithm": () => "Dose by a validated algorithm",
  "warfarin.advice.clinical": () => "Dose clinically, without genetics",
  "warfarin.advice.abstain": () => "No advice: a needed fact is missing",
  "warfarin.missing": (d) => "missing: " + d.facts,
  "warfarin.another": () => "The flow says: consider another anticoagulant.",
  "warfarin.doses": () => "Published equations, target INR 2–3",
  "warfarin.doses.note": () =>
    "Equations as published, for the prescriber to judge; not a prescription. The race terms are coarse and contested, so each dose is shown with and without.",
  "warfarin.equation": () => "Equation",
  "warfarin.equation.iwpc": () => "IWPC 2009",
  "warfarin.equation.iwpc-clinical": () => "IWPC 2009, clinical only",
  "warfarin.equation.gage": () => "Gage 2008",
  "warfarin.with-race": () => "with the equation's race or missing-race term",
  "warfarin.without-race": () => "without that term",
  "warfarin.mg-week": (d) => d.dose + " mg/week",
  "warfarin.no-dose": () => "not computed",
  "clinician.note.hapb3-exon-only": () => "HapB3: only its exon marker was seen.",
  "clinician.note.hapb3-intron-mismatch": () => "HapB3: exon marker and intron variant do not agree.",
  "clinician.note.half-call": () => "One strand was not read at a position.",
  "clinician.note.outside-allele-unknown": () => "The laboratory names an allele that is not in these data.",
  "clinician.note.undocumented-as-reference": () =>
    "An undocumented base was read as reference, as the gene's rule says.",
  "clinician.note.slco1b1-rs4149056-fallback": () => "Phenotype from rs4149056 alone.",
  "clinician.note.nat2-priority": () => "NAT2: unphased ambiguity settled by the published priority.",
  "clinician.note.tier1-missing": () => "A position of the recommended minimum panel was not seen.",
  "clinician.note.outside-overrides-file": () => "The laboratory result is used; the file said otherwise or nothing.",
  "clinician.note.outside-conflict": () =>
    "The laboratory's results, or the parts of one result, do not agree with each other.",
  "clinician.file-call": (d) => "The file said " + d.call + ".",
  "why.no-row": () => "no row in the file",
  "why.no-call": () => "no call",
  "why.half-call": () => "half call",
  "why.ref-mismatch": () => "reference base differs",
  "why.symbolic-allele": () => "symbolic allele",
  "why.spanning-deletion": () => "spanning deletion",
  "why.reads-contradict": () => "reads contradict the call",
  "why.not-anchorable": () => "indel cannot be placed",
  "why.indel-code": () => "indel code without sequence",
  "why.strand-ambiguous": () => "strand ambiguous",
  "why.contradictory-rows": () => "contradictory rows",
  "why.low-quality-block": () => "low-quality block",
  "why.ploidy": () => "wrong number of strands",
  "doubt.filter": () => "failed a filter",
  "doubt.depth": () => "low depth",
  "doubt.quality": () => "low quality",
  "doubt.allele-balance": () => "reads out of balance",
  "doubt.array": () => "from an array",
  "doubt.consumer-file": () => "consumer file",
  "doubt.declared-complete": () => "declared complete by the user",
  "clinician.doubts": (d) => "Doubts on variants seen: " + d.list,
  "clinician.unseen": (d) => "Not seen: " + d.list,
  counted: (d) => d.what + " (" + d.count + ")",
  "file.heading": () => "The file",
  "file.none": () => "No genome file: laboratory results only.",
  "file.format": () => "Format",
  "file.build": () => "Build",
  "file.build.from": (d) => d.build + ", told from " + d.from,
  "file.kind": () => "Kind",
  "file.kind.genome": () => "genome or exome sequence",
  "file.kind.array": () => "genotyping array",
  "file.phased": () => "Phased",
  "file.phased.all": () => "all positions",
  "file.phased.some": () => "some positions",
  "file.phased.none": () => "no",
  "file.places": () => "Places",
  "file.sex": () => "Sex in the file",
  "file.sex.female": () => "female pattern",
  "file.sex.male": () => "male pattern",
  "file.sex.unclear": () => "unclear",
  "file.problems": () => "Problems",
  "file.problems.none": () => "none",
  "file.sample": () => "Sample",
  "file.date": () => "Made on",
  "file.engine": () => "Engine",
  "file.knowledge": () => "Knowledge",
  "file.knowledge.line": (d) => d.version + ", use until " + d.expires,
  "file.hash": () => "Hash",
  "gaps.heading": () => "Changes we know of that are not in these data yet",
  "gaps.none": () => "None known when these data were made.",
  "sources.heading": () => "Sources and licenses",
  "sources.guidelines": () => "Guidelines",
  "sources.pmid": () => "PMID",
};
