package org.pidesk.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.notice.MailsWithLinks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Programs open the links of mails before people do, or instead of them: every link of every kind of mail is looked at in each
 * safe way by more than two thousand of them, and is sent without what only a page of ours gives. No row changes. The long form
 * has each of them open each link in each way: {@code -Dhostile.onlookers=all}.
 */
@PiDeskTest
class MailedLinksTest {
    private static final boolean ALL =
            System.getProperty("hostile.onlookers", "").equals("all");
    /** That somebody looked, how often a network did, and what Camunda notes of its own page. */
    private static final Set<String> NOTES_OF_READING =
            Set.of("fact", "fact_head", "filed_fact", "identity_limit", "sign_in_limit");

    /** They lead to pages behind the sign-in, at which other kinds have led already. */
    private static final Map<String, String> AS_OTHERS_DO = new TreeMap<>();

    static {
        for (var kind : List.of(
                "CASE_AT_RISK",
                "CUSTOMER_WITHDREW",
                "HALF_OF_TIME_GONE",
                "LAST_DAY_OVER",
                "LAST_WORKING_DAY_OVER",
                "TASK_IS_LATE",
                "NOT_DELIVERED",
                "REVIEW_ASKED",
                "LEAD_ALTERED",
                "CUSTOMER_ALTERED",
                "CUSTOMER_DE_IDENTIFIED",
                "LEAD_DE_IDENTIFIED",
                "RECORD_KEPT")) {
            AS_OTHERS_DO.put(kind, "/desk/requests/PI-7K3M-9QXW-C2TD");
        }
        for (var kind : List.of("BOUGHT_LIST_REFUSED", "BULK_MAIL_PROPOSED", "CAMPAIGN_PAUSED")) {
            AS_OTHERS_DO.put(kind, "/desk/campaigns/PI-7K3M-9QXW-C2TD");
        }
        for (var kind : List.of("TASK_HANDED_OVER", "WORK_DIGEST", "SUPPORT_TASK")) {
            AS_OTHERS_DO.put(kind, "/camunda/app/tasklist/default/");
        }
        for (var kind :
                List.of("PASSWORD_CHANGED", "SECOND_FACTOR_CHANGED", "SIGN_IN_ATTEMPTS", "NEW_PASSWORD_REQUIRED")) {
            AS_OTHERS_DO.put(kind, "/login/reset");
        }
        AS_OTHERS_DO.put("NAMED_AS_SUBSTITUTE", "/desk/account");
        AS_OTHERS_DO.put("NEW_BROWSER", "/desk/devices");
        AS_OTHERS_DO.put("MORE_LOOK_UPS", "/desk/look-ups");
        AS_OTHERS_DO.put("MANY_CASES_LATE", "/desk");
        AS_OTHERS_DO.put("YOUR_INFORMATION", "/abc-motors/pi");
        AS_OTHERS_DO.put("REFUSAL", "/abc-motors/pi/withdraw");
        // the link of a receipt, sent once more
        for (var kind : List.of(
                "EXTENSION",
                "WAITS_FOR_YOU",
                "LOOK_UP_ANSWER",
                "REVIEW_DECIDED",
                "ALTERATION_ASKED",
                "SUBSCRIPTION_WANTED")) {
            AS_OTHERS_DO.put(kind, "");
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    MailedLinks mailed;

    @Autowired
    JdbcClient database;

    private List<String> links;

    @BeforeEach
    void everyKindWasSent() {
        var all = new TreeSet<>(mailed.write(port));
        AS_OTHERS_DO.values().stream().filter(path -> !path.isEmpty()).forEach(all::add);
        links = List.copyOf(all);
    }

    @Test
    void areThoseOfEveryKindOfMail() {
        var known = new TreeSet<>(mailed.kinds());
        known.addAll(AS_OTHERS_DO.keySet());

        assertThat(known).containsAll(MailsWithLinks.kinds());
        assertThat(links.stream().map(MailedLinks::shape))
                .contains(
                        "/abc-motors/pi/requests/*",
                        "/abc-motors/pi/complaint/*",
                        "/abc-motors/pi/consent/*",
                        "/abc-motors/pi/unsubscribe/*",
                        "/abc-motors/pi/details/*",
                        "/login/invitation/*",
                        "/login/reset/*",
                        "/login/device/*",
                        "/login/device/*/not-me");
    }

    @Test
    void changeNothingForWhoOnlyLooks() throws Exception {
        var onlookers = Onlookers.all();
        var before = Tables.of(database);
        var asked = 0;
        var wrong = new ArrayList<String>();
        try (var wire = new Wire(port)) {
            var each = ALL ? onlookers.size() : Math.max(1, onlookers.size() / links.size());
            for (int i = 0; i < links.size(); i++) {
                for (int n = 0; n < each; n++) {
                    var onlooker = onlookers.get((i * each + n) % onlookers.size());
                    for (var method : List.of("GET", "HEAD", "OPTIONS")) {
                        var answer = wire.send(method, links.get(i), onlooker, new byte[0]);
                        asked++;
                        if (answer.status() >= 500) {
                            wrong.add(method + " " + MailedLinks.shape(links.get(i)) + " " + answer.status());
                        }
                    }
                }
            }
            for (var onlooker : onlookers) {
                asked++;
                wire.send("GET", links.get(asked % links.size()), onlooker, new byte[0]);
            }
        }
        var changed = Tables.of(database).changedSince(before);
        changed.removeAll(NOTES_OF_READING);
        System.out.printf(
                "mailed links: %d passed, %d failed; %d links, %d onlookers%n",
                asked - wrong.size() - changed.size(), wrong.size() + changed.size(), links.size(), onlookers.size());

        assertThat(wrong).isEmpty();
        assertThat(changed).isEmpty();
        assertThat(onlookers).hasSizeGreaterThan(2_000);
    }

    /** Whoever sends a form has its token and its cookie; a mail program that unsubscribes has one exact body. */
    @Test
    void changeNothingForWhoSendsWithoutAToken() throws Exception {
        var before = Tables.of(database);
        try (var wire = new Wire(port)) {
            for (var link : links) {
                for (var body :
                        List.of("", "_csrf=", "_csrf=x&words=x&pressed=true", "List-Unsubscribe=One-Click&x=1")) {
                    for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
                        wire.send(
                                method,
                                link,
                                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                                Bytes.of(body));
                    }
                }
            }
        }
        var changed = Tables.of(database).changedSince(before);
        changed.removeAll(NOTES_OF_READING);

        assertThat(changed).isEmpty();
    }

    /** The forms behind the links of people, each pressed twice: what the second one does is nothing. */
    @Test
    void doOnceWhatIsPressedTwice() throws Exception {
        var pressed = new TreeSet<String>();
        for (var link : links) {
            if (!link.contains("/pi/")) {
                continue;
            }
            try (var caller = new Caller(port)) {
                var page = caller.get(link);
                var fields = new TreeMap<String, String>();
                Telltale.elements(page.body()).stream()
                        .filter(element ->
                                element.name().equals("input") || element.name().equals("button"))
                        .filter(element -> element.attributes().containsKey("name"))
                        .filter(element -> !element.attributes().get("name").equals("_csrf"))
                        .forEach(element -> fields.put(
                                element.attributes().get("name"),
                                element.attributes().getOrDefault("value", "true")));
                var before = Tables.of(database);
                caller.form(link, link, fields);
                var once = Tables.of(database);
                caller.form(link, link, fields);
                var twice = Tables.of(database);

                var first = once.changedSince(before);
                var second = twice.changedSince(once);
                first.removeAll(NOTES_OF_READING);
                second.removeAll(NOTES_OF_READING);
                if (!first.isEmpty()) {
                    pressed.add(MailedLinks.shape(link));
                }
                if (!MailedLinks.shape(link).matches(".*/(details|complaint)/\\*")) {
                    assertThat(second).as(MailedLinks.shape(link)).isEmpty();
                }
            }
        }
        assertThat(pressed).hasSizeGreaterThanOrEqualTo(4);
    }

    /** A door that takes what only looks would be found. */
    @Test
    void wouldBeNoticed() {
        var before = Tables.of(database);
        database.sql("update contact set first_name = first_name || 'x' where last_name = 'Basset' or true")
                .update();

        assertThat(Tables.of(database).changedSince(before)).containsExactly("contact");
    }
}
