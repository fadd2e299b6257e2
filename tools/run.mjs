/** Runs a TypeScript build tool against the sources: `node tools/run.mjs FILE [ARGUMENTS]`. */
import { ready, root, run } from "./ready.mjs";

ready({ build: false });
process.exit(
  run(process.execPath, ["node_modules/tsx/dist/cli.mjs", "-C", "@pangenic/source", ...process.argv.slice(2)], {
    stdio: "inherit",
    cwd: root,
  }),
);
