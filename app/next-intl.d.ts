import type { Locale as ProductLocale } from "@/lib/text/locales";
import type { Messages as ProductMessages } from "@/lib/text/messages";

declare module "next-intl" {
  interface AppConfig {
    Locale: ProductLocale;
    Messages: ProductMessages;
  }
}
