package org.pidesk.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pidesk.Browser;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.contact.Lead;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.request.Stage;
import org.pidesk.signin.KnownBrowser;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Hostile text that got into a record, shown in a real browser to the person and to staff: none of it ever runs. */
@PiDeskTest
@ExtendWith(Browser.class)
class HostileTextIT {
    /** What all of it calls once it runs. */
    private static final String TRAP = "window.caught = 0; window.mallory = () => { window.caught++; return ''; };"
            + " window.alert = window.mallory; window.name = 'mallory()';";

    private static final EmailAddress WHOSE = EmailAddress.parse("record@example.com");

    @LocalServerPort
    int port;

    @Autowired
    Town town;

    @Autowired
    Stage stage;

    @Autowired
    Contacts contacts;

    private Page page;

    @BeforeEach
    void setTheTrap(Page newPage) {
        page = newPage;
        page.addInitScript(TRAP);
        town.wakes();
    }

    @Test
    void runsOnNoPage() {
        KnownBrowser.signIn(page, "http://localhost:" + port, "naledi", Town.PASSWORD);
        page.waitForURL("**/camunda/app/tasklist/**");
        var shown = new ArrayList<String>();
        for (var texts : inTurns(hostile(), 8)) {
            var record = new Contact(ABC_MOTORS, texts.get(0), texts.get(1), texts.get(2))
                    .reachedAt(WHOSE)
                    .noted(texts.get(3));
            var kept = contacts.add(record);
            contacts.add(new Lead(kept, texts.get(4), texts.get(5), LocalDate.of(2026, 10, 3))
                    .workedBy(texts.get(6), "somebody@example.com"));
            var removal = stage.withdraw(WHOSE);
            stage.work();
            note(removal.getBusinessKey(), texts);

            for (var path : List.of(
                    "/desk/requests/" + removal.getBusinessKey(),
                    "/desk/consents/" + kept.id(),
                    "/camunda/app/tasklist/default/?t=" + shown.size() + "#/?task="
                            + stage.tasks(removal, "userTask_decideWhatMustStay")
                                    .get(0)
                                    .getId())) {
                page.navigate("http://localhost:" + port + path);
                if (path.startsWith("/camunda")) {
                    page.getByText("Must anything stay?").waitFor();
                }
                assertThat(page.evaluate("window.caught")).as(path).isEqualTo(0);
                shown.add(path);
            }
            contacts.deIdentify(kept.id());
        }
        assertThat(shown).hasSizeGreaterThan(15);
    }

    /** The same text on a page that lets it run. */
    @Test
    void wouldBeCaught() {
        page.navigate("about:blank");
        page.evaluate("document.body.innerHTML = '<img src=x onerror=mallory()>'");

        page.waitForFunction("window.caught === 1");
    }

    private void note(String reference, List<String> texts) {
        try (var naledi = new Caller(port)) {
            naledi.signIn("naledi", Town.PASSWORD);
            for (var text : texts) {
                naledi.form(
                        "/desk/account",
                        "/desk/requests/" + reference + "/notes",
                        Map.of("note", "Said on the telephone: " + text));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> hostile() {
        var texts = new ArrayList<String>();
        for (var kind : List.of("markup", "attribute", "address", "script in a template of Angular", "expression")) {
            HostileStrings.SEEDS.get(kind).stream()
                    .filter(text -> text.length() < 90 && !text.contains("\0"))
                    .limit(14)
                    .forEach(texts::add);
        }
        return texts;
    }

    private static List<List<String>> inTurns(List<String> texts, int many) {
        var turns = new ArrayList<List<String>>();
        for (int at = 0; at + many <= texts.size(); at += many) {
            turns.add(texts.subList(at, at + many));
        }
        return turns;
    }
}
