"use client";
import { Languages, SunMoon, UserRound } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { locales, type Locale } from "@/lib/text/locales";
import { themes, type Theme } from "@/lib/text/themes";
import { classNames } from "./class-names";
import { ButtonLink } from "./button";
import { IconButton } from "./icon-button";
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuLine } from "./menu";
import { ProductMark } from "./product-mark";
import styles from "./page-frame.module.css";

const languageNames: Record<Locale, string> = { en: "English", zh: "中文" };

export type PageFrameProps = {
  /** Null: signed out. */
  personName: string | null;
  theme: Theme;
  onLocale: (locale: Locale) => void;
  onTheme: (theme: Theme) => void;
  onSignOut: () => void;
  narrow?: boolean;
  children: ReactNode;
};

/** What every page but the room has around it. */
export function PageFrame({ personName, theme, onLocale, onTheme, onSignOut, narrow = false, children }: PageFrameProps) {
  const t = useTranslations("common");
  const locale = useLocale();
  return (
    <>
      <a href="#content" className={styles.skip}>{t("nav.skip")}</a>
      <header className={styles.header}>
        <Link href="/" className={styles.brand}><ProductMark /> {t("product")}</Link>
        <nav className={styles.nav} aria-label={t("nav.label")}>
          <Link href="/bank">{t("nav.bank")}</Link>
          {personName !== null && <Link href="/interviews/new">{t("nav.new")}</Link>}
        </nav>
        <div className={styles.tools}>
          <Menu trigger={<IconButton label={t("nav.language")} icon={<Languages aria-hidden />} />}>
            <MenuChoices value={locale} onChoose={onLocale} options={locales.map((value) => ({ value, label: languageNames[value], lang: value }))} />
          </Menu>
          <Menu trigger={<IconButton label={t("nav.theme")} icon={<SunMoon aria-hidden />} />}>
            <MenuChoices value={theme} onChoose={onTheme} options={themes.map((value) => ({ value, label: t(`theme.${value}`) }))} />
          </Menu>
          {personName === null ? (
            <ButtonLink href="/sign-in" size="small">{t("nav.signIn")}</ButtonLink>
          ) : (
            <Menu trigger={<IconButton label={personName} icon={<UserRound aria-hidden />} />}>
              <MenuLabel>{personName}</MenuLabel>
              <MenuLine />
              <MenuItem onSelect={onSignOut}>{t("nav.signOut")}</MenuItem>
            </Menu>
          )}
        </div>
      </header>
      <main id="content" className={classNames(styles.main, narrow && styles.narrow)}>{children}</main>
    </>
  );
}
