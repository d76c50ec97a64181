package org.pidesk.notice;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What the templates of each kind show: all of it must be there, nothing else may be, and it must be plain text. */
final class Models {
    private static final Map<Kind, Set<String>> FIELDS = Map.ofEntries(
            Map.entry(Kind.CODE, Set.of("code", "minutes")),
            Map.entry(Kind.RECEIPT, Set.of("link", "due", "asked")),
            Map.entry(Kind.ASKED_IN_YOUR_NAME, Set.of("link")),
            Map.entry(Kind.PAUSE, Set.of("link", "undoUntil", "decision", "kept")),
            Map.entry(Kind.EXTENSION, Set.of("link", "days", "due", "reasons")),
            Map.entry(Kind.WAITS_FOR_YOU, Set.of("link", "waitsFor", "due")),
            Map.entry(Kind.CANCELLED, Set.of()),
            Map.entry(Kind.CONFIRMATION, Set.of("done", "kept", "systems", "notTold", "unanswered", "evidenceUntil")),
            Map.entry(Kind.REFUSAL, Set.of("withdraw", "reason", "law", "keptUntil", "lookedAtAgain")),
            Map.entry(Kind.COMPLAINT_RECEIVED, Set.of("due")),
            Map.entry(Kind.COMPLAINT_ANSWERED, Set.of("answer")),
            Map.entry(Kind.STOPPED, Set.of()),
            Map.entry(Kind.OPT_IN_QUESTION, Set.of("question", "source", "yes", "no", "days", "unsubscribe")),
            Map.entry(
                    Kind.BULK_MAIL,
                    Set.of("title", "paragraphs", "because", "reading", "details", "remove", "unsubscribe", "seen")),
            Map.entry(Kind.CUSTOMER_WITHDREW, Set.of("link", "facts")),
            Map.entry(Kind.CUSTOMER_DE_IDENTIFIED, Set.of("link", "why", "facts")),
            Map.entry(Kind.LEAD_DE_IDENTIFIED, Set.of("link", "recipient", "why", "facts")),
            Map.entry(Kind.RECORD_KEPT, Set.of("link", "recipient", "why", "facts")),
            Map.entry(Kind.LOOK_UP_RECEIPT, Set.of("link", "due", "later")),
            Map.entry(Kind.LOOK_UP_ANSWER, Set.of("link", "found", "searched", "parties", "ours", "evidenceUntil")),
            Map.entry(Kind.LOOK_UP_CANCELLED, Set.of("endedByUs")),
            Map.entry(Kind.LOOK_UP_NOT_FOUND, Set.of("link", "facts")),
            Map.entry(Kind.MORE_LOOK_UPS, Set.of("link", "count")),
            Map.entry(Kind.TASK_IS_LATE, Set.of("link", "task")),
            Map.entry(Kind.HALF_OF_TIME_GONE, Set.of("link", "due")),
            Map.entry(Kind.CASE_AT_RISK, Set.of("link", "due")),
            Map.entry(Kind.LAST_WORKING_DAY_OVER, Set.of("link", "due")),
            Map.entry(Kind.LAST_DAY_OVER, Set.of("link", "due")),
            Map.entry(Kind.MANY_CASES_LATE, Set.of("link")),
            Map.entry(Kind.ALTERATION_RECEIVED, Set.of("link", "due")),
            Map.entry(Kind.ALTERATION_ASKED, Set.of("link", "pauseUntil")),
            Map.entry(Kind.ALTERATION_CANCELLED, Set.of("used")),
            Map.entry(Kind.ALTERATION_CONFIRMED, Set.of("fields", "notes", "notTold", "used", "evidenceUntil")),
            Map.entry(Kind.CUSTOMER_ALTERED, Set.of("link", "facts")),
            Map.entry(Kind.LEAD_ALTERED, Set.of("link", "recipient")),
            Map.entry(Kind.YOUR_INFORMATION, Set.of("link", "asOf", "records", "access")),
            Map.entry(Kind.SUBSCRIPTION_ASKED, Set.of("link", "wanted", "days")),
            Map.entry(Kind.SUBSCRIPTION_WANTED, Set.of("link", "wanted", "days")),
            Map.entry(Kind.NOT_DELIVERED, Set.of("link")),
            Map.entry(Kind.REVIEW_ASKED, Set.of("link", "due")),
            Map.entry(Kind.REVIEW_DECIDED, Set.of("link", "outcome", "words")),
            Map.entry(Kind.BOUGHT_LIST_REFUSED, Set.of("link")),
            Map.entry(Kind.CAMPAIGN_PAUSED, Set.of("link")),
            Map.entry(Kind.BULK_MAIL_PROPOSED, Set.of("link")),
            Map.entry(Kind.STAFF_INVITED, Set.of("link", "days", "by", "role", "oversees", "again")),
            Map.entry(Kind.PASSWORD_RESET, Set.of("link", "minutes")),
            Map.entry(Kind.PASSWORD_CHANGED, Set.of("link")),
            Map.entry(Kind.STAFF_ADDRESS_CHANGED, Set.of()),
            Map.entry(Kind.SECOND_FACTOR_CHANGED, Set.of("link", "what")),
            Map.entry(Kind.SIGN_IN_CODE, Set.of("code", "minutes")),
            Map.entry(Kind.UNKNOWN_BROWSER, Set.of("link", "notMe", "code", "minutes", "browser", "place", "at")),
            Map.entry(Kind.NEW_BROWSER, Set.of("link", "browser", "place", "at")),
            Map.entry(Kind.SIGN_IN_ATTEMPTS, Set.of("link", "count")),
            Map.entry(Kind.NEW_PASSWORD_REQUIRED, Set.of("link")),
            Map.entry(Kind.SUPPORT_TASK, Set.of("link", "task", "hours")),
            Map.entry(Kind.TASK_HANDED_OVER, Set.of("link")),
            Map.entry(Kind.NAMED_AS_SUBSTITUTE, Set.of("link")),
            Map.entry(Kind.WORK_DIGEST, Set.of("link", "settings", "mine", "open", "more", "late")),
            Map.entry(Kind.GLASS_BROKEN, Set.of("browser", "place", "at", "until")));

    /** A decision that everything stays is no pause but a refusal. */
    private static final Set<String> DECISIONS = Set.of("NOTHING_HOLDS", "PART_HOLDS");

    private static final Set<String> MAY_BE_NULL =
            Set.of("facts", "recipient", "pauseUntil", "withdraw", "keptUntil", "lookedAtAgain");
    /** Lead to a page. */
    private static final Set<String> LINKS =
            Set.of("link", "settings", "yes", "no", "withdraw", "unsubscribe", "details", "remove", "seen");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u2028\\u2029&&[^\\n\\r\\t]]");
    private static final Pattern LINE_BREAK = Pattern.compile("[\\p{Cc}\\u2028\\u2029]");
    private static final Pattern LINK = Pattern.compile("https?://[^\\s\"'<>]+");

    private Models() {}

    static Set<String> fieldsOf(Kind kind) {
        return FIELDS.get(kind);
    }

    /** @throws IllegalArgumentException that names the field and never its value */
    static void check(Notice notice) {
        var fields = FIELDS.get(notice.kind());
        if (!fields.equals(notice.model().keySet())) {
            throw new IllegalArgumentException(notice.kind() + " shows " + fields);
        }
        notice.model().forEach((field, value) -> checkValue(notice.kind() + "." + field, field, value));
        if (notice.kind() == Kind.PAUSE && !DECISIONS.contains(notice.model().get("decision"))) {
            throw new IllegalArgumentException("PAUSE.decision is one of " + DECISIONS);
        }
        LINKS.stream()
                .filter(fields::contains)
                .forEach(field ->
                        checkLink(notice.kind() + "." + field, notice.model().get(field)));
    }

    static boolean isLink(String field) {
        return LINKS.contains(field);
    }

    static void checkLink(String what, Object value) {
        if (value instanceof String link && !LINK.matcher(link).matches()) {
            throw new IllegalArgumentException(what + " is no address of a page");
        }
    }

    /** For what goes into a header: there a line break would begin another header. */
    static String line(String what, String value) {
        if (LINE_BREAK.matcher(value).find()) {
            throw new IllegalArgumentException(what + " holds a control character");
        }
        return value;
    }

    /** One value of a recipient of many. */
    static void checkOwn(String what, String field, String value) {
        checkValue(what, field, value);
        if (isLink(field)) {
            checkLink(what, value);
        }
    }

    private static void checkValue(String what, String field, Object value) {
        if (value == null && !MAY_BE_NULL.contains(field)) {
            throw new IllegalArgumentException(what + " is missing");
        }
        if (value instanceof Map<?, ?> facts) {
            facts.values().forEach(fact -> checkText(what, fact));
        } else {
            checkText(what, value);
        }
    }

    private static void checkText(String what, Object value) {
        if (value instanceof List<?> lines) {
            lines.forEach(one -> checkText(what, one));
        } else if (value != null && CONTROL.matcher(value.toString()).find()) {
            throw new IllegalArgumentException(what + " holds a control character");
        }
    }
}
