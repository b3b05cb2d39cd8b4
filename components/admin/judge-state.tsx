import Link from "next/link";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/ui/empty-state";
import { LocalTime } from "@/components/ui/local-time";
import { Mark } from "@/components/ui/mark";
import { Table } from "@/components/ui/table";
import type { JudgeFailure, QueueState, WorkerState } from "@/lib/judging/types";
import styles from "./admin.module.css";

type JudgeStateProps = { workers: readonly WorkerState[]; queue: QueueState; failures: readonly JudgeFailure[] };

/** Whether judging works, how long people wait, and what the judge itself could not do. */
export function JudgeState({ workers, queue, failures }: JudgeStateProps) {
  const t = useTranslations("admin.judge");
  return (
    <section className={styles.section} aria-labelledby="judge">
      <h2 id="judge">{t("title")}</h2>
      <p>
        {t("queue", { waiting: queue.waiting, running: queue.running })}
        {queue.oldestWaitingMs !== null && ` ${t("oldest", { seconds: Math.ceil(queue.oldestWaitingMs / 1_000) })}`}
      </p>

      <h3>{t("workers")}</h3>
      {workers.length === 0 ? <EmptyState title={t("noWorkers")}>{t("noWorkersNext")}</EmptyState> : (
        <Table>
          <thead><tr><th>{t("host")}</th><th>{t("runtimes")}</th><th>{t("isolation")}</th><th>{t("since")}</th><th>{t("seen")}</th></tr></thead>
          <tbody>
            {workers.map((worker) => (
              <tr key={worker.workerId}>
                <td>{worker.host}</td>
                <td>{worker.runtimes.join(", ")}</td>
                <td>
                  {worker.isolation.degraded ? <Mark kind="limit">{t("degraded")}</Mark> : <Mark kind="accepted">{t("complete")}</Mark>}
                  <div className={styles.soft}>
                    {t("limits", { memory: worker.isolation.memoryBy, processes: worker.isolation.pidsBy, cpu: worker.isolation.cpuBy })}
                  </div>
                  {worker.isolation.words.map((words) => <div key={words} className={styles.soft} lang="en">{words}</div>)}
                </td>
                <td><LocalTime at={worker.startedAt} /></td>
                <td><LocalTime at={worker.seenAt} style="time" /></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}

      <h3>{t("failures")}</h3>
      {failures.length === 0 ? <p className={styles.soft}>{t("noFailures")}</p> : (
        <Table>
          <thead><tr><th>{t("at")}</th><th>{t("question")}</th><th>{t("kind")}</th><th>{t("tries")}</th><th>{t("execution")}</th></tr></thead>
          <tbody>
            {failures.map((each) => (
              <tr key={each.executionId}>
                <td><LocalTime at={each.finishedAt} /></td>
                <td><Link href={`/bank/${each.questionSlug}`}>{each.questionSlug}</Link> {t("version", { version: each.questionVersion })}</td>
                <td>{t(each.kind)}</td>
                <td>{each.tries}</td>
                <td><code>{each.executionId}</code></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}
