import { readFileSync } from "node:fs";
import type { Browser, BrowserContext, Page } from "playwright";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRepository } from "@/server/setup/paths";
import { openBrowser } from "@/tests/support/browser";
import { startConvolve, type RunningConvolve } from "@/tests/support/convolve";

const password = "correct horse battery";
const program = (path: string) => readFileSync(inRepository(`prisma/bank/conv2d-forward/${path}`), "utf8");

let convolve: RunningConvolve;
let browser: Browser;
let ida: Page;
let cai: Page;
/** Everything that the candidate's browser was sent: pages, routes and socket frames. */
const sentToCandidate: string[] = [];
/** Requests of any page to another host than ours. */
const foreign: string[] = [];

beforeAll(async () => {
  convolve = await startConvolve();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await convolve?.close();
});

async function open(options: Parameters<Browser["newContext"]>[0]): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.on("request", (request) => {
    const { host, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && host !== new URL(convolve.url).host) foreign.push(request.url());
  });
  return { context, page };
}

function listen(page: Page): void {
  page.on("response", (response) => {
    if (/json|html|text\/x-component/.test(response.headers()["content-type"] ?? "")) {
      response.text().then((text) => sentToCandidate.push(text), () => undefined);
    }
  });
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => sentToCandidate.push(payload.toString())));
}

/** Puts a program into the shared editor by the clipboard, as people do. */
async function paste(page: Page, code: string): Promise<void> {
  await page.locator(".monaco-editor .view-lines").click();
  await page.keyboard.press("Control+A");
  await page.evaluate((text) => navigator.clipboard.writeText(text), code);
  await page.keyboard.press("Control+V");
}

describe("a first interview", () => {
  it("begins with the one-time link that makes the first admin, and lets them plan an interview", async () => {
    ({ page: ida } = await open({ locale: "en-US" }));
    await ida.goto(convolve.setupLink);
    await ida.getByLabel("Name").fill("Ida");
    await ida.getByLabel("E-mail").fill("ida@example.org");
    await ida.getByLabel("Password").fill(password);
    await ida.getByRole("button", { name: "Create the admin account" }).click();
    await ida.getByText("Hello, Ida").waitFor();
    await ida.goto(convolve.setupLink);
    await ida.getByText("This link no longer works").waitFor();
    await ida.goto(`${convolve.url}/interviews/new`);
    await ida.getByLabel("2-D convolution from loops").check();
    await ida.getByRole("button", { name: "Create the interview" }).click();
    expect(await ida.getByLabel("Invitation link").innerText()).toMatch(/\/join\/[\w-]{20,}$/);
  });

  it("lets a guest in with only a name, in their own language, and starts when the interviewer says so", async () => {
    const link = await ida.getByLabel("Invitation link").innerText();
    ({ page: cai } = await open({ locale: "zh-CN", colorScheme: "dark" }));
    listen(cai);
    await cai.goto(link);
    await cai.getByLabel("你的名字").fill("蔡");
    await cai.getByRole("button", { name: "加入" }).click();
    await cai.getByRole("button", { name: "我已阅读" }).click();
    await ida.getByRole("link", { name: "Enter the lobby" }).click();
    await ida.getByText("蔡").first().waitFor();
    await ida.getByRole("button", { name: "Start the interview" }).click();
    await cai.locator(".monaco-editor .view-line").first().waitFor();
    await ida.locator(".monaco-editor .view-line").first().waitFor();
    await cai.getByRole("heading", { name: "从循环写起的二维卷积" }).waitFor();
    await ida.getByRole("heading", { name: "2-D convolution from loops" }).last().waitFor();
    expect(await cai.getByRole("tab", { name: "脚本" }).count()).toBe(0);
  });

  it("judges what was committed, and tells each of them what they may know", async () => {
    await paste(cai, program("mistakes/flipped_kernel.py"));
    await ida.getByText("channels differ").first().waitFor();
    await cai.getByRole("button", { name: "运行", exact: true }).click();
    await cai.getByText("示例未通过").waitFor();
    await cai.getByRole("button", { name: "提交", exact: true }).click();
    await cai.getByText("满分 100").waitFor();
    await ida.getByText("Recognised: The kernel is flipped").waitFor();
    await ida.getByText("several channels and filters").waitFor();
    expect(await cai.getByText("卷积核被翻转").count()).toBe(0);
  });

  it("takes chat and a right solution by keyboard alone", async () => {
    await ida.getByRole("tab", { name: "Chat" }).click();
    await ida.getByLabel("Message").fill("What does `w[::-1]` do?");
    await ida.keyboard.press("Enter");
    await cai.getByText("What does").waitFor();
    await ida.getByRole("tab", { name: "Notes" }).click();
    await ida.getByLabel("Note, for interviewers only").fill("needed no hint SECRETNOTE");
    await ida.keyboard.press("Enter");
    await ida.getByText("SECRETNOTE").last().waitFor();
    await paste(cai, program("solutions/vectorised.py"));
    await cai.keyboard.press("Control+Shift+Enter");
    await cai.getByText("100 分（满分 100）").waitFor();
    await ida.getByText("100 of 100").waitFor();
  });

  it("ends for both, and both open the transcript: the guest by a personal link in another browser", async () => {
    await ida.getByRole("button", { name: "End", exact: true }).click();
    await ida.getByRole("button", { name: "End the interview" }).click();
    await ida.getByRole("link", { name: "Open the transcript" }).click();
    await ida.getByRole("slider").first().press("End");
    await ida.getByText("SECRETNOTE").first().waitFor();
    await cai.getByRole("button", { name: "生成我的链接" }).click();
    const personal = await cai.getByTestId("review-link").innerText();
    const { page: again } = await open({ locale: "zh-CN" });
    listen(again);
    await again.goto(personal);
    await again.waitForURL(/\/transcript/);
    await again.getByRole("slider").first().press("End");
    await again.getByText("What does").first().waitFor();
  });

  it("has sent the candidate's browsers no hidden test, no guide, no note, and nobody to another host", async () => {
    const everything = sentToCandidate.join("\n");
    expect(everything).toContain("从循环写起的二维卷积");
    for (const hidden of ["several_channels", "impulse_shows_kernel", "SECRETNOTE", "flipped_kernel", "What it shows", "caseDigest"]) {
      expect(everything.includes(hidden), `the candidate was sent "${hidden}"`).toBe(false);
    }
    expect(foreign).toEqual([]);
  });
});
