package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.FRED;
import static org.pidesk.sandbox.SamplePeople.FREDS_MOBILE;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.pidesk.contact.Statement;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;

/** One alteration, from Was and Changed to the answer field by field, with one field that a system will not correct. */
class AlterStoryIT extends Story {
    private static final EmailAddress NEW = EmailAddress.parse("fred.hound@example.com");
    private static final String STATEMENT = "I have been called Hound since I married in May.";
    private static final String REFUSED = "The contract of sale was signed as Basset.";
    private static final String CHANGE = "userTask_makeSameChanges";
    private static final String SETTLE = "userTask_settleRefusedFields";

    @Test
    void fredAltersHisNameAndEmail(Browser browser) {
        var fred = person(browser);
        var reference = asks(fred);
        stage.work();
        assertThat(mailedTo(FRED)).contains("change nothing before", reference.value());
        seesTheCaseInCockpit(signIn(browser, JOHAN), reference, "alterInformation");
        assertThat(contacts.heldAt(ABC_MOTORS, NEW)).isEmpty();

        stage.passThePause();
        assertThat(mailedTo(KEY_CONTACT)).contains(reference.value()).doesNotContain("Hound", "Basset");
        answersForEachSystem(signIn(browser, NALEDI), reference);
        settles(signIn(browser, JOHAN), reference);
        stage.work();

        isAltered(reference);
        seesTheRecordOfIt(signIn(browser, NALEDI), reference);
        readsHisStatement(browser);
    }

    private Reference asks(Page page) {
        proves(page, FREDS_MOBILE);
        // both, before one of them changes: else the new one would prove nothing more
        provesTheOther(page, FRED);
        page.locator("a[href$='/alter']").click();
        page.locator("#surname").fill("Hound");
        page.locator("#email").fill(NEW.value());
        page.locator("#statement").fill(STATEMENT);
        tour.picture(page, "alter-typed");
        button(page, "Continue").click();
        typesTheCode(page, NEW);
        assertThat(page.content()).contains("Hound", NEW.value(), STATEMENT, "Basset");
        tour.picture(page, "alter-confirm");
        button(page, "Yes, ask for these changes").click();
        return reference(page);
    }

    /** The first of the systems keeps the surname. */
    private void answersForEachSystem(Page page, Reference reference) {
        answers(page, reference, "REFUSED");
        while (!open(reference, CHANGE).isEmpty()) {
            answers(page, reference, "DONE");
        }
    }

    private void answers(Page page, Reference reference, String surname) {
        claims(page, reference, CHANGE);
        page.locator("input[name=outcome-EMAIL][value=DONE]").check();
        page.locator("input[name=outcome-SURNAME][value=" + surname + "]").check();
        if (surname.equals("REFUSED")) {
            page.locator("#because-SURNAME").fill(REFUSED);
        }
        page.locator("textarea#evidence").fill("Changed by me today, ticket 4711 of the system.");
        if (surname.equals("REFUSED")) {
            tour.picture(page, "tasklist-same-changes");
        }
        completes(page, reference, CHANGE);
    }

    private void settles(Page page, Reference reference) {
        claims(page, reference, SETTLE);
        assertThat(page.locator(".desk-body").innerText()).contains(REFUSED, STATEMENT);
        page.locator("input[value=NOTE_ATTACHED]").check();
        page.locator("#words-SURNAME").fill("The contract stays as it was signed; your statement stands beside it.");
        page.locator("#words-SURNAME").scrollIntoViewIfNeeded();
        tour.picture(page, "tasklist-refused");
        completes(page, reference, SETTLE);
    }

    private void isAltered(Reference reference) {
        isOver(reference, "ALTERATION_CARRIED_OUT");
        var record = contacts.heldAt(ABC_MOTORS, NEW).get(0);
        assertThat(record.name()).isEqualTo("Fred Hound");
        assertThat(contacts.heldAt(ABC_MOTORS, FRED)).isEmpty();
        assertThat(contacts.contestedOf(record.id())).isEmpty();
        assertThat(contacts.statementsOf(record.id()))
                .extracting(Statement::text)
                .containsExactly(STATEMENT);
        assertThat(vault.open(reference, "working-copy")).isEmpty();
        assertThat(mailedTo(NEW))
                .contains(
                        reference.value(),
                        "as you asked in our own record",
                        "not changed at ABC dealer management system")
                .contains("your statement stands beside it");
    }

    private void seesTheRecordOfIt(Page page, Reference reference) {
        page.navigate(url("/desk/changes/" + reference.value()));
        assertThat(page.content()).contains("Basset", "Hound", FRED.value(), NEW.value());
        tour.picture(page, "desk-change");
    }

    private void readsHisStatement(Browser browser) {
        var fred = person(browser);
        proves(fred, FREDS_MOBILE);
        assertThat(fred.content())
                .contains("A correction was asked for that was not made everywhere")
                .doesNotContain(STATEMENT);
        provesTheOther(fred, NEW);

        assertThat(fred.content()).contains("A correction was asked for that was not made everywhere", STATEMENT);
        tour.picture(fred, "alter-statement");
    }
}
