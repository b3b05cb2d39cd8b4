"use client";
import { useTranslations } from "next-intl";
import { Avatar } from "@/components/ui/avatar";
import { LocalTime } from "@/components/ui/local-time";
import type { ParticipantState } from "@/lib/transcript/fold";
import type { Me } from "./room-data";
import styles from "./room.module.css";

/** Who is here, who left, and whose connection was lost: told apart. */
export function PeoplePanel({ participants, me }: { participants: ReadonlyMap<string, ParticipantState>; me: Me }) {
  const t = useTranslations("room.people");
  const common = useTranslations("common");
  return (
    <ul className={styles.people}>
      {[...participants.values()].map((each) => (
        <li key={each.participantId} className={styles.person}>
          <Avatar name={each.name} hue={each.hue} away={each.connection.state !== "connected"} />
          <span>
            <strong>{each.name}</strong> {each.participantId === me.participantId && <span className={styles.soft}>({t("you")})</span>}
            <br />
            <span className={styles.soft}>
              {common(`role.${each.role}`)}{each.isGuest && ` · ${t("guest")}`} · {t(each.connection.state === "connected" ? "here" : each.connection.state)}{" "}
              <LocalTime at={each.connection.since} style="time" />
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}
