import type { Locale } from "@/lib/text/locales";
import enAdmin from "@/lib/text/en/admin.json";
import enAuth from "@/lib/text/en/auth.json";
import enBank from "@/lib/text/en/bank.json";
import enCommon from "@/lib/text/en/common.json";
import enErrors from "@/lib/text/en/errors.json";
import enHome from "@/lib/text/en/home.json";
import enInterviews from "@/lib/text/en/interviews.json";
import enJudging from "@/lib/text/en/judging.json";
import enLobby from "@/lib/text/en/lobby.json";
import enRoom from "@/lib/text/en/room.json";
import enSettings from "@/lib/text/en/settings.json";
import enTranscript from "@/lib/text/en/transcript.json";
import zhAdmin from "@/lib/text/zh/admin.json";
import zhAuth from "@/lib/text/zh/auth.json";
import zhBank from "@/lib/text/zh/bank.json";
import zhCommon from "@/lib/text/zh/common.json";
import zhErrors from "@/lib/text/zh/errors.json";
import zhHome from "@/lib/text/zh/home.json";
import zhInterviews from "@/lib/text/zh/interviews.json";
import zhJudging from "@/lib/text/zh/judging.json";
import zhLobby from "@/lib/text/zh/lobby.json";
import zhRoom from "@/lib/text/zh/room.json";
import zhSettings from "@/lib/text/zh/settings.json";
import zhTranscript from "@/lib/text/zh/transcript.json";

const en = {
  admin: enAdmin, auth: enAuth, bank: enBank, common: enCommon, errors: enErrors, home: enHome, interviews: enInterviews, judging: enJudging,
  lobby: enLobby, room: enRoom, settings: enSettings, transcript: enTranscript,
};
/** The words of the interface by namespace. English says which keys there are; a language that lacks one does not compile. */
export type Messages = typeof en;

const zh: Messages = {
  admin: zhAdmin, auth: zhAuth, bank: zhBank, common: zhCommon, errors: zhErrors, home: zhHome, interviews: zhInterviews, judging: zhJudging,
  lobby: zhLobby, room: zhRoom, settings: zhSettings, transcript: zhTranscript,
};

export const messages: Record<Locale, Messages> = { en, zh };
