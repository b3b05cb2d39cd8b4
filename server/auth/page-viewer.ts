import { cookies } from "next/headers";
import { viewerFromCookies, type Viewer } from "@/server/auth/viewer";
import { db } from "@/server/db";

/** Who looks at a page. */
export async function getPageViewer(): Promise<Viewer> {
  const jar = await cookies();
  return viewerFromCookies(db(), jar.getAll().map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; "));
}
