import { ensureBuild } from "@/server/setup/build";

/** Browser tests look at the pages as `npm start` serves them: built. */
export default async function setup(): Promise<void> {
  await ensureBuild();
}
