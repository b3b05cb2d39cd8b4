"use client";

import { useState } from "react";
import { ChevronDown, FastForward, Link2, Pause, Play, SkipBack, SkipForward } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { VerdictMark } from "@/components/ui/mark";
import { Select } from "@/components/ui/select";
import { PlayerKeysDialog } from "@/components/transcript/player-keys-dialog";
import type { Playing } from "@/components/transcript/use-player";
import { clockText, isEvent } from "@/lib/transcript/moment-words";
import { speeds, type Speed } from "@/lib/transcript/player";
import type { Mark } from "@/lib/transcript/marks";
import styles from "./player-bar.module.css";

type PlayerBarProps = Playing & {
  singleKeys: boolean;
  onSingleKeys: (on: boolean) => void;
  linkTo: (seq: number) => string;
  onVerdict: (mark: Mark) => void;
};

export function PlayerBar({ replay, player, state, singleKeys, onSingleKeys, linkTo, onVerdict }: PlayerBarProps) {
  const t = useTranslations("transcript.player");
  const isPlaying = state.playing !== "no";
  return (
    <div className={styles.bar} role="toolbar" aria-label={t("label")}>
      <IconButton label={t("previousEvent")} keys="left" icon={<SkipBack aria-hidden />} side="top" onClick={() => player.step(-1, isEvent)} />
      <IconButton
        label={isPlaying ? t("pause") : t("play")}
        keys={isPlaying ? "k" : "l"}
        icon={isPlaying ? <Pause aria-hidden /> : <Play aria-hidden />}
        side="top"
        className={styles.play}
        onClick={player.toggle}
      />
      <IconButton label={t("nextEvent")} keys="right" icon={<SkipForward aria-hidden />} side="top" onClick={() => player.step(1, isEvent)} />
      <span className={styles.time}>
        <b>{clockText(state.ms)}</b> / {clockText(replay.durationMs)}
        {state.playing === "backwards" && <span className={styles.backwards}>{t("backwards")}</span>}
      </span>
      <Select
        small
        aria-label={t("speed")}
        value={String(state.speed)}
        onChange={(event) => player.setSpeed(Number(event.target.value) as Speed)}
        options={speeds.map((speed) => ({ value: String(speed), label: t("times", { speed: String(speed) }) }))}
      />
      <Button variant="quiet" size="small" className={styles.toggle} icon={<FastForward aria-hidden />} aria-pressed={state.skipsIdle} onClick={() => player.setSkipsIdle(!state.skipsIdle)}>
        {t("skipIdle")}
      </Button>
      <span className={styles.gap} />
      <VerdictJumps replay={replay} onVerdict={onVerdict} />
      <MomentLink href={linkTo(replay.seqOf(state.moment))} />
      <PlayerKeysDialog singleKeys={singleKeys} onSingleKeys={onSingleKeys} />
    </div>
  );
}

function VerdictJumps({ replay, onVerdict }: Pick<PlayerBarProps, "replay" | "onVerdict">) {
  const t = useTranslations("transcript");
  const verdicts = replay.marks.filter((mark) => mark.result !== null);
  return (
    <Menu trigger={<Button variant="quiet" size="small">{t("player.verdicts")} {verdicts.length}<ChevronDown aria-hidden /></Button>}>
      {verdicts.length === 0 && <p className={styles.none}>{t("player.noVerdicts")}</p>}
      <div className={styles.jumps}>
        {verdicts.map((mark) => (
          <MenuItem key={mark.seq} onSelect={() => onVerdict(mark)}>
            <span className={styles.jumpTime}>{clockText(mark.ms)}</span>
            <span className={styles.jumpSort}>{mark.sort === "run" ? t("feed.run") : t("feed.submission")}</span>
            {mark.result && <VerdictMark verdict={mark.result.verdict} />}
            {mark.result?.score != null && <span className={styles.jumpScore}>{mark.result.score}</span>}
          </MenuItem>
        ))}
      </div>
    </Menu>
  );
}

/** Copies the address of this moment; where the browser does not allow that, the address is shown for copying by hand. */
function MomentLink({ href }: { href: string }) {
  const t = useTranslations("transcript.player");
  const [said, setSaid] = useState<{ href: string; copied: boolean } | null>(null);
  const copy = async () => setSaid({ href, copied: await copyText(href) });
  const isFresh = said?.href === href;
  return (
    <>
      <Button variant="quiet" size="small" icon={<Link2 aria-hidden />} onClick={copy}>
        {isFresh && said.copied ? t("copied") : t("copyLink")}
      </Button>
      <output className="visually-hidden">{isFresh && said.copied ? t("copied") : ""}</output>
      {isFresh && !said.copied && <label className={styles.byHand}>{t("notCopied")} <input readOnly value={href} onFocus={(event) => event.target.select()} /></label>}
    </>
  );
}
