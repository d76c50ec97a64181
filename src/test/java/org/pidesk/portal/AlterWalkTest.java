package org.pidesk.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.Visitor;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.Reference;
import org.pidesk.notice.Sender;
import org.pidesk.request.CustomerChanges;
import org.pidesk.request.Requests;
import org.pidesk.request.Stage;
import org.pidesk.request.TooLateToCancel;
import org.pidesk.sandbox.Received;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Fred walks at random over the steps of an alteration, in two tabs of one browser. Whatever he does in whatever order:
 * no page breaks, no case begins but by a click on a page that showed just what it takes in, every new address in it was
 * proven before, and what is applied is applied once.
 */
@PiDeskTest
class AlterWalkTest {
    private static final String PI = "/abc-motors/pi";
    private static final String ALTER = PI + "/alter";
    private static final String CONFIRM = ALTER + "/confirm";
    private static final String CODE = ALTER + "/code";
    private static final String DONE = ALTER + "/done/";
    private static final int STEPS = 100;

    @LocalServerPort
    int port;

    @Autowired
    ApplicationContext application;

    @Autowired
    Contacts contacts;

    @Autowired
    CustomerChanges changes;

    @Autowired
    Requests requests;

    @Autowired
    Stage stage;

    @Autowired
    Sender sender;

    @Autowired
    JdbcClient database;

    /** One tab: the page that it shows, with what had been typed when it was shown. */
    private static final class Tab {
        private String path = "";
        private HttpResponse<String> page;
        private Map<Field, String> typed = Map.of();
    }

    private final Tab[] tabs = {new Tab(), new Tab()};
    private final List<String> walk = new ArrayList<>();
    /** What each case was confirmed with. */
    private final Map<String, Map<Field, String>> confirmed = new LinkedHashMap<>();

    private final Map<String, String> byFingerprint = new HashMap<>();
    private final Set<String> proven = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();

    private Random random;
    private Tab at = tabs[0];
    private Visitor browser;
    private Map<Field, String> draft = Map.of();
    private int typedSoFar;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void takesInOnlyWhatWasShownAndProvenAndAppliesItOnce(long seed) {
        random = new Random(seed);
        stage.proofOf(FREDS_MOBILE);
        prove();
        for (int step = 0; step < STEPS; step++) {
            step();
            mustHold();
        }
        finish();
        mustHold();
        var applied = applied().keySet();
        assertThat(applied)
                .as("a name was altered: %s", walk)
                .anyMatch(one -> confirmed.get(one).containsKey(Field.SURNAME));
        assertThat(applied)
                .as("an address was altered: %s", walk)
                .anyMatch(one -> confirmed.get(one).containsKey(Field.EMAIL));
        assertThat(cancelled).as("one was stopped: %s", walk).isNotEmpty();
        assertThat(walk).as("two tabs met").contains("confirm 303 /alter/confirm?changed");
    }

    /** Mostly on in one tab as its page leads, else anything. */
    private void step() {
        if (random.nextInt(6) == 0) {
            at = tabs[random.nextInt(2)];
        }
        if (random.nextInt(3) == 0) {
            stray(at);
        } else {
            goOn(at);
        }
    }

    private void goOn(Tab tab) {
        if (tab.path.equals(CODE)) {
            answer(tab, true);
        } else if (tab.path.equals(CONFIRM)) {
            confirm(tab);
        } else if (isInTheWay(tab) && random.nextInt(3) == 0) {
            cancel();
            open(tab, ALTER);
        } else if (isInTheWay(tab)) {
            finish();
            passADay();
        } else {
            type(tab, random.nextBoolean(), random.nextBoolean());
        }
    }

    private static boolean isInTheWay(Tab tab) {
        return tab.page.body().contains("still open") || tab.page.body().contains("less than 24 hours ago");
    }

    private void stray(Tab tab) {
        switch (random.nextInt(12)) {
            case 0, 1 -> type(tab, true, false);
            case 2 -> type(tab, false, true);
            case 3 -> answer(tab, true);
            case 4, 5 -> answer(tab, false);
            case 6, 7 -> confirm(tab);
            case 8 -> again(tab);
            case 9, 10 -> open(tab, List.of(ALTER, CONFIRM, CODE).get(random.nextInt(3)));
            default -> cancel();
        }
    }

    private void type(Tab tab, boolean surname, boolean email) {
        var typed = new TreeMap<Field, String>();
        var form = new HashMap<String, String>();
        typedSoFar++;
        if (surname) {
            typed.put(Field.SURNAME, "Hound" + "abcdefghij".charAt(typedSoFar % 10));
            form.put("surname", typed.get(Field.SURNAME));
        }
        if (email) {
            typed.put(Field.EMAIL, "fred" + typedSoFar + "@example.com");
            form.put("email", typed.get(Field.EMAIL));
        }
        var answer = browser.submit(PI, ALTER, form);
        if (answer.statusCode() == 429
                || answer.statusCode() == 303 && !location(answer).contains("again")) {
            draft = typed;
        }
        shows(tab, ALTER, answer, "type " + typed);
    }

    private void answer(Tab tab, boolean right) {
        sender.sendDue();
        var address = tab.typed.get(Field.EMAIL);
        var asked = tab.path.equals(CODE) && address != null;
        var code = asked ? Received.by(application).code(address) : "123456";
        var typed = right ? code : code.equals("000000") ? "111111" : "000000";
        var form = Map.of("code", typed, "shown", Visitor.hidden(tab.page, "shown"));
        var answer = browser.submit(PI, CODE, form);
        if (asked && right && tab.typed.equals(draft) && location(answer).equals(CONFIRM)) {
            proven.add(address);
        }
        shows(tab, CODE, answer, "code " + right);
    }

    private void again(Tab tab) {
        var answer = browser.submit(PI, CODE + "/again", Map.of("shown", Visitor.hidden(tab.page, "shown")));
        shows(tab, CODE, answer, "again");
    }

    /** From whichever page: only that of the confirmation has what it takes, and only for what it shows. */
    private void confirm(Tab tab) {
        var shown = tab.path.equals(CONFIRM) ? Visitor.hidden(tab.page, "shown") : "";
        var typed = tab.typed;
        for (int click = 0; click < 1 + random.nextInt(2); click++) {
            var form = Map.of("wording", AlterController.WORDING, "shown", shown);
            var answer = browser.submit(PI, CONFIRM, form);
            if (location(answer).startsWith(DONE)) {
                taken(location(answer).substring(DONE.length()), shown, typed);
            }
            shows(tab, CONFIRM, answer, "confirm");
        }
    }

    private void taken(String reference, String shown, Map<Field, String> typed) {
        if (confirmed.containsKey(reference)) {
            assertThat(byFingerprint).as("a second click: %s", walk).containsEntry(shown, reference);
            return;
        }
        assertThat(typed)
                .as("what the page showed is what was typed last: %s", walk)
                .isEqualTo(draft);
        confirmed.put(reference, typed);
        byFingerprint.put(shown, reference);
        draft = Map.of();
    }

    private void open(Tab tab, String path) {
        shows(tab, path, browser.get(path), "open " + path);
    }

    /** Follows where an answer leads, and keeps what the tab shows then. */
    private void shows(Tab tab, String path, HttpResponse<String> answer, String what) {
        walk.add(what + " " + answer.statusCode() + " " + location(answer).replaceFirst(".*/pi", ""));
        var at = path;
        var page = answer;
        while (page.statusCode() == 303) {
            at = location(page);
            page = browser.get(at);
        }
        assertThat(page.statusCode()).as("no page breaks: %s", walk).isLessThan(500);
        tab.path = at.replaceFirst("\\?.*", "");
        tab.page = page;
        tab.typed = draft;
        if (tab.path.equals(CONFIRM)) {
            assertThat(page.body()).as("shows what is asked: %s", walk).contains(draft.values());
        }
        if (tab.path.equals(PI)) {
            prove();
        }
    }

    /** By the old address as well as by the one that was proven. */
    private void cancel() {
        for (var reference : confirmed.keySet()) {
            var by = random.nextBoolean() ? FREDS_MOBILE : fred().email().orElseThrow();
            try {
                requests.cancel(stage.proofOf(by), new Reference(reference));
                cancelled.add(reference);
            } catch (TooLateToCancel tooLate) {
                walk.add("too late");
            }
        }
        walk.add("cancel");
    }

    private void finish() {
        stage.work();
        confirmed.forEach((reference, typed) -> {
            var process = stage.processOf(new Reference(reference));
            if (process != null
                    && !stage.tasks(process, "userTask_makeSameChanges").isEmpty()) {
                var outcomes = new HashMap<String, String>();
                typed.keySet().forEach(field -> outcomes.put(field.name(), "DONE"));
                stage.answerEverywhere(process, outcomes);
            }
        });
        walk.add("finish");
    }

    /** The pause is over, and the proof too. */
    private void passADay() {
        stage.pass(Duration.ofHours(25));
        draft = Map.of();
        walk.add("a day");
        prove();
    }

    private void prove() {
        browser = new Visitor(port);
        draft = Map.of();
        browser.submit(PI, Map.of("address", FREDS_MOBILE.value()));
        sender.sendDue();
        var code = Received.by(application).code(FREDS_MOBILE.value());
        browser.submit(PI + "/code", Map.of("code", code));
        for (var tab : tabs) {
            tab.page = browser.get(ALTER);
            tab.path = ALTER;
            tab.typed = Map.of();
        }
    }

    private void mustHold() {
        assertThat(cases())
                .as("no case but by a click: %s", walk)
                .containsExactlyInAnyOrderElementsOf(confirmed.keySet());
        var surnames = new HashSet<>(Set.of("Basset"));
        var emails = new HashSet<>(Set.of("fred@sea.example.com"));
        var applied = applied();
        confirmed.forEach((reference, typed) -> {
            assertThat(kept(reference)).as("what was shown: %s", walk).isEqualTo(typed);
            if (typed.containsKey(Field.EMAIL)) {
                assertThat(proven).as("proven before: %s", walk).contains(typed.get(Field.EMAIL));
            }
            assertThat(applied.getOrDefault(reference, 0))
                    .as("applied once, and not when it was cancelled: %s", walk)
                    .isLessThanOrEqualTo(cancelled.contains(reference) ? 0 : 1);
            if (applied.containsKey(reference)) {
                surnames.add(typed.getOrDefault(Field.SURNAME, "Basset"));
                emails.add(typed.getOrDefault(Field.EMAIL, "fred@sea.example.com"));
            }
        });
        assertThat(surnames).as("%s", walk).contains(fred().lastName());
        assertThat(emails)
                .as("%s", walk)
                .contains(fred().email().map(Address::value).orElseThrow());
    }

    private List<String> cases() {
        return database.sql("select reference from request").query(String.class).list();
    }

    /** How often each case was applied. */
    private Map<String, Integer> applied() {
        var times = new HashMap<String, Integer>();
        database.sql("select reference from fact where kind = 'CHANGES_APPLIED'")
                .query(String.class)
                .list()
                .forEach(reference -> times.merge(reference, 1, Integer::sum));
        return times;
    }

    private Map<Field, String> kept(String reference) {
        var kept = new TreeMap<Field, String>();
        changes.open(ABC_MOTORS, new Reference(reference), "walker").orElseThrow().records().stream()
                .flatMap(record -> record.lines().stream())
                .forEach(line -> kept.put(field(line.field()), line.changed()));
        return kept;
    }

    private static Field field(String label) {
        for (var field : Field.values()) {
            if (field.label().equals(label)) {
                return field;
            }
        }
        throw new AssertionError(label);
    }

    private Contact fred() {
        return contacts.heldAt(ABC_MOTORS, FREDS_MOBILE).get(0);
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }
}
