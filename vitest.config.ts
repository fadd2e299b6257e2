/** One engine, two platforms: the engine's own tests run in Node and in Chromium; the rest in Node. */
import { playwright } from "@vitest/browser-playwright";
import { defineConfig } from "vitest/config";

const conditions = ["@pangenic/source"];
const resolve = { conditions: [...conditions, "browser", "module", "import", "default"] };
const ssr = { resolve: { conditions: [...conditions, "node", "module", "import", "default"] } };
const executablePath = process.env["PANGENIC_CHROMIUM"] ?? "/usr/bin/chromium";
const launchArguments =
  "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: "node",
          environment: "node",
          include: ["packages/**/src/**/*.test.{ts,tsx}", "apps/**/src/**/*.test.{ts,tsx}", "tests/**/*.test.{ts,tsx}"],
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: "chromium",
          include: ["packages/engine/src/**/*.test.ts"],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args: launchArguments.split(" ") } }),
            instances: [{ browser: "chromium" }],
          },
        },
      },
    ],
  },
});
