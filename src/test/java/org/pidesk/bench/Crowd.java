package org.pidesk.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Many open cases that nobody works on: copies of one that waits, in the engine's tables and in ours. */
final class Crowd {
    static final String NOT_IN_IT = "id_ not like '%#%'";

    private static final String OF_CASE = "proc_inst_id_ = '%s'";
    private static final Map<String, String> ELSEWHERE = Map.of(
            "act_ru_job", "process_instance_id_ = '%s'",
            "act_ru_identitylink", "task_id_ in (select id_ from act_ru_task where proc_inst_id_ = '%s')");
    private static final List<String> TABLES = List.of(
            "act_ru_execution",
            "act_ru_task",
            "act_ru_identitylink",
            "act_ru_variable",
            "act_ru_event_subscr",
            "act_ru_job",
            "act_hi_procinst",
            "act_hi_actinst",
            "act_hi_taskinst",
            "act_hi_varinst");

    private final Spectator spectator;

    Crowd(Spectator spectator) {
        this.spectator = spectator;
    }

    /** @return how many rows of the engine each open case has */
    int gather(String process, int cases) {
        var reference = spectator
                .column("select business_key_ from act_ru_execution where id_ = '" + process + "'")
                .get(0);
        var ids = new ArrayList<String>();
        TABLES.forEach(table -> ids.addAll(spectator.column("select id_ from " + table + where(table, process))));
        copy("request", " where reference = '" + reference + "'", reference, ids, cases);
        TABLES.forEach(table -> copy(table, where(table, process), reference, ids, cases));
        // the clock of the run must not reach them
        spectator.change("update act_ru_job set duedate_ = duedate_ + interval '9 years' where id_ like '%#%'");
        spectator.change("vacuum analyze");
        return ids.size();
    }

    /** Each id gets its number behind it, and the reference another: a copy hangs together like the case. */
    private void copy(String table, String where, String reference, List<String> ids, int cases) {
        spectator.change("""
                insert into %1$s select copy.*
                from (select replace(regexp_replace(to_jsonb(t)::text, '"(%2$s)"', '"\\1#@"', 'g'),
                        '"%3$s"', '"crowd @"') as form
                    from %1$s t %5$s offset 0) one,
                    generate_series(1, %4$d) n,
                    jsonb_populate_record(null::%1$s, replace(one.form, '@"', n || '"')::jsonb) copy""".formatted(table, String.join("|", ids), reference, cases, where));
    }

    void disperse() {
        for (int last = TABLES.size() - 1; last >= 0; last--) {
            spectator.change("delete from " + TABLES.get(last) + " where id_ like '%#%'");
        }
        spectator.change("delete from request where reference like 'crowd %'");
        spectator.change("vacuum analyze");
    }

    private static String where(String table, String process) {
        return " where " + ELSEWHERE.getOrDefault(table, OF_CASE).formatted(process);
    }
}
