package org.pidesk.chaos;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What must hold after any fault, once all has had time to recover: a sentence for each rule, and a question to the
 * database for whatever breaks it. What is known from outside stands in tables beside it.
 */
final class Invariants {
    /** What a case promises its person, as one text. */
    static final String DATES = "concat_ws(' ', received_at, due, told)";

    private static final int NAMED = 3;
    /** What happens as often as somebody looks, or as time goes by. */
    private static final String NOT_EFFECTS = "('TASK_READ', 'RUNG_REACHED', 'INFORMATION_OFFICER_REMINDED')";

    private static final String REMINDERS =
            "('HALF_OF_TIME_GONE', 'CASE_AT_RISK', 'LAST_WORKING_DAY_OVER', 'LAST_DAY_OVER', 'TASK_IS_LATE',"
                    + " 'MANY_CASES_LATE', 'MORE_LOOK_UPS')";

    private final Connection database;
    private final Evidence evidence;
    private final String wanted;
    private final Map<String, List<String>> found = new LinkedHashMap<>();

    /** @param database as its administrator, within a transaction that is rolled back afterwards */
    Invariants(Connection database, Evidence evidence) {
        this(database, evidence, "");
    }

    /** @param wanted how the rules begin that are looked at, of all */
    Invariants(Connection database, Evidence evidence, String wanted) {
        this.database = database;
        this.evidence = evidence;
        this.wanted = wanted;
    }

    /** Each rule with what breaks it; nothing where it holds. */
    Map<String, List<String>> look() throws SQLException, IOException {
        found.clear();
        bringEvidence();
        everyRequestExistsAndEnds();
        eachEffectHappensOnce();
        theChainsVerify();
        nothingIsLeftBehind();
        everyMailArrives();
        everyTextArrives();
        nothingPersonalRemains();
        rule(
                "I8 No date that a person was promised has changed",
                "select a.reference from acknowledged a" + " join request using (reference) where a.promised <> "
                        + DATES);
        return found;
    }

    /** The rules that are broken, in words. */
    List<String> broken() throws SQLException, IOException {
        return look().entrySet().stream()
                .filter(rule -> !rule.getValue().isEmpty())
                .map(rule -> rule.getKey() + ": "
                        + rule.getValue().stream().limit(NAMED).collect(Collectors.joining(", "))
                        + (rule.getValue().size() > NAMED
                                ? " and " + (rule.getValue().size() - NAMED) + " more"
                                : ""))
                .toList();
    }

    /** Leaves what is known from outside beside the tables. */
    void bringEvidence() throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("drop table if exists acknowledged, mail, short_text");
            statement.execute("create temporary table acknowledged (reference text, person int, type text,"
                    + " promised text, surname text, mobile text)");
            statement.execute("create temporary table short_text (recipient text, bytes text, is_last boolean)");
            statement.execute("create temporary table mail (recipient text, message_id text, subject text)");
        }
        try (var row = database.prepareStatement("insert into acknowledged values (?, ?, ?, ?, ?, ?)")) {
            for (var one : evidence.acknowledged().entrySet()) {
                row.setString(1, one.getKey());
                row.setInt(2, one.getValue().person());
                row.setString(3, one.getValue().type().name());
                row.setString(4, one.getValue().promised());
                var person = one.getValue().person();
                row.setString(5, Person.surname(person));
                row.setString(6, Person.hasMobile(person) ? Person.mobile(person) : null);
                row.addBatch();
            }
            row.executeBatch();
        }
        try (var row = database.prepareStatement("insert into mail values (?, ?, ?)")) {
            for (var mail : evidence.mails()) {
                row.setString(1, mail.to());
                row.setString(2, mail.messageId());
                row.setString(3, mail.subject());
                row.addBatch();
            }
            row.executeBatch();
        }
        bringTexts();
    }

    private void bringTexts() throws SQLException {
        try (var row = database.prepareStatement("insert into short_text values (?, ?, ?)")) {
            for (var text : evidence.texts()) {
                row.setString(1, text.to());
                // PostgreSQL's texts have no such letter
                row.setString(2, text.bytes().replace('\0', ' '));
                row.setBoolean(3, text.isLast());
                row.addBatch();
            }
            row.executeBatch();
        }
    }

    private void everyRequestExistsAndEnds() throws SQLException, IOException {
        rule(
                "I1 Every acknowledged request exists",
                "select reference from acknowledged except select reference from request");
        rule(
                "I1 There is no request that nobody was told of, but of those who never got an answer",
                "select reference from request where reference not in (select reference from acknowledged) offset "
                        + evidence.unheard());
        rule(
                "I1 Every request has ended as it was to end, or waits for a task, a time or a message",
                "select reference from request where case when closed_at is not null then status <> 'FULFILLED'"
                        + " else not exists (select from act_ru_execution e where e.business_key_ = reference and ("
                        + " exists (select from act_ru_task t where t.proc_inst_id_ = e.proc_inst_id_)"
                        + " or exists (select from act_ru_job j where j.process_instance_id_ = e.proc_inst_id_ and retries_ > 0)"
                        + " or exists (select from act_ru_event_subscr s where s.proc_inst_id_ = e.proc_inst_id_))) end");
        rule(
                "I1 No process runs of a request that is closed",
                "select distinct reference from act_ru_execution join request on reference = business_key_"
                        + " where closed_at is not null");
    }

    private void eachEffectHappensOnce() throws SQLException, IOException {
        rule(
                "I2 Each case has the same facts, as often, as every other of its type",
                unlikeOthers("select reference, kind from fact where kind not in " + NOT_EFFECTS));
        rule(
                "I2 Each case has the same notices, as often, as every other of its type",
                unlikeOthers(
                        "select reference, kind from notice where reference is not null and kind not in " + REMINDERS));
        rule(
                "I2 What was asked to be altered is altered",
                "select a.reference from acknowledged a where type = 'ALTERATION' and (select count(*) from contact"
                        + " where last_name = surname || 'new') <> 1");
        rule(
                "I2 Whoever withdrew or asked for it is de-identified, and nobody else",
                "select 'contacts: ' || there || ' of ' || wanted from (select"
                        + " (select count(*) from contact where state = 'DE_IDENTIFIED') as there,"
                        + " (select count(*) from acknowledged where type in ('WITHDRAWAL', 'DE_IDENTIFICATION')) as wanted) n"
                        + " where there not between wanted and wanted + " + evidence.unheard());
        found("I2 Whoever was removed stands on the black list, once, and nobody else", this::listedOtherwise);
        found("I2 What is sealed can be opened", () -> evidence.kept().shut());
        found(
                "I2 The journal of erasures says what the database says",
                () -> evidence.kept().notJournaled());
        rule(
                "I3 No process was started twice for one reference",
                "select business_key_ || ' ' || proc_def_key_ from act_hi_procinst where business_key_ is not null"
                        + " group by business_key_, proc_def_key_ having count(*) > 1");
    }

    private List<String> listedOtherwise() {
        var kept = evidence.kept();
        var removed = evidence.acknowledged().values().stream()
                .filter(one -> one.type().removes())
                .map(Run.Acknowledged::person)
                .collect(Collectors.toSet());
        var otherwise = new ArrayList<String>();
        removed.stream()
                .filter(person -> !kept.listed().contains(person))
                .forEach(person -> otherwise.add("person " + person + " is not listed"));
        var others = kept.listed().size()
                - kept.listed().stream().filter(removed::contains).count();
        if (others > evidence.unheard()) {
            otherwise.add(others + " are listed who asked for no removal");
        }
        if (kept.entries() != kept.listed().size()) {
            otherwise.add(kept.entries() + " entries, of " + kept.listed().size() + " people");
        }
        return otherwise;
    }

    /** Cases whose list of kinds is not that of most cases of their type. */
    private static String unlikeOthers(String kinds) {
        return """
                with each as (select reference, kind, count(*) as times from (%s) k group by reference, kind),
                    all_of as (select reference, a.type || ' ' || (mobile is null) as type,
                        coalesce(string_agg(kind || ' ' || times, ', ' order by kind), 'none') as list
                        from request join acknowledged a using (reference) left join each using (reference)
                        where closed_at is not null group by reference, a.type, mobile),
                    usual as (select type, mode() within group (order by list) as list from all_of group by type)
                select reference || ' has ' || a.list || ' where usual is ' || u.list
                from all_of a join usual u using (type) where a.list <> u.list""".formatted(kinds);
    }

    private void theChainsVerify() throws SQLException, IOException {
        rule(
                "I4 The facts of each case follow one on another without a gap",
                "select f.reference || ' ' || f.number from (select *, lag(hash, 1, ''::bytea) over w as before,"
                        + " row_number() over w as counted from fact window w as (partition by reference order by number)) f"
                        + " where f.previous <> f.before or f.number <> f.counted"
                        + " union all select h.reference from fact_head h where h.number <>"
                        + " (select count(*) from fact f where f.reference = h.reference)");
        found(
                "I4 The product's own check finds the activity log as it was written",
                () -> evidence.verified().endsWith(" 0 faults, exit code 0")
                        ? List.of()
                        : List.of(evidence.verified()));
    }

    private void nothingIsLeftBehind() throws SQLException, IOException {
        rule("I5 There is no incident", "select incident_type_ || ' at ' || activity_id_ from act_ru_incident");
        rule(
                "I5 No job has used up its retries, and none is held",
                "select handler_type_ || ' ' || id_ from act_ru_job where retries_ = 0 or lock_exp_time_ > '%1$s'"
                        .formatted(evidence.now()));
        rule(
                "I5 No message is held, late, or settled without the house having been told",
                "select kind || ' ' || id from notice where status = 'PENDING' and (due_at <= '%1$s' or lease_until > '%1$s')"
                                .formatted(evidence.now())
                        + " or tell_at is not null");
    }

    private void everyMailArrives() throws SQLException, IOException {
        rule(
                "I6 Every mail that counts as sent has reached the mail server",
                "select kind || ' ' || message_id from notice where status = 'SENT' and channel = 'EMAIL'"
                        + " and message_id not in (select message_id from mail)");
        rule(
                "I6 No message has failed, and none but a code has expired",
                "select kind || ' ' || channel || ' ' || status from notice"
                        + " where (status = 'FAILED' or status = 'EXPIRED' and kind not in ('CODE', 'UNKNOWN_BROWSER'))");
        rule(
                "I6 All copies of a mail have the same Message-ID",
                "select min(reference) || ': ' || m.subject from mail m join notice n using (message_id)"
                        + " where n.reference is not null and recipient like '" + Person.MARKER + "%'"
                        + " group by recipient, subject, reference having count(distinct message_id) > 1");
        rule(
                "I6 There are no more copies of mails than kills and moments of doubt",
                "select copies || ' copies' from (select count(*) - count(distinct message_id) as copies from mail) n"
                        + " where copies > " + (evidence.ambiguous() + evidence.kills()));
    }

    private void everyTextArrives() throws SQLException, IOException {
        rule(
                "I6 Every text that counts as sent has reached the carrier",
                "select reference from (select reference, mobile, count(*) as sent from notice"
                        + " join acknowledged using (reference) where status = 'SENT' and channel = 'SMS' group by 1, 2) n"
                        + " where sent > (select count(distinct bytes) from short_text"
                        + " where recipient = mobile and bytes !~ 'your code is')");
        rule(
                "I6 There are no more copies of texts than kills and moments of doubt",
                "select copies || ' copies' from (select count(*) - count(distinct (recipient, bytes)) as copies"
                        + " from short_text where is_last) n where copies > "
                        + (evidence.ambiguous() + evidence.kills()));
    }

    private void nothingPersonalRemains() throws SQLException, IOException {
        found("I7 Nothing names a person who was de-identified", () -> {
            var traces = new Traces(evidence.acknowledged().values().stream()
                    .filter(one -> one.type().removes())
                    .map(Run.Acknowledged::person)
                    .toList());
            var places = new TreeSet<>(traces.in(database));
            places.addAll(traces.in(evidence.folders()));
            places.addAll(traces.in(evidence.logs()));
            return List.copyOf(places);
        });
    }

    private void rule(String sentence, String breaking) throws SQLException, IOException {
        found(sentence, () -> {
            var all = new ArrayList<String>();
            try (var statement = database.createStatement();
                    var rows = statement.executeQuery(breaking)) {
                while (rows.next()) {
                    all.add(rows.getString(1));
                }
            }
            return all;
        });
    }

    private interface Look {
        List<String> forWhatBreaksIt() throws SQLException, IOException;
    }

    private void found(String sentence, Look look) throws SQLException, IOException {
        if (sentence.startsWith(wanted)) {
            found.put(sentence, look.forWhatBreaksIt());
        }
    }
}
