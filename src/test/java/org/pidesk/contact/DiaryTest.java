package org.pidesk.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.THANDI;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pidesk.PiDeskTest;
import org.pidesk.contact.DiaryNote.What;
import org.pidesk.kernel.MovableClock;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class DiaryTest {
    @Autowired
    Diary diary;

    @Autowired
    Contacts contacts;

    @Autowired
    SamplePeople people;

    @Autowired
    MovableClock clock;

    private Contact thandi;

    @BeforeEach
    void thandiIsACustomer() {
        people.moveIn();
        thandi = contacts.heldAt(ABC_MOTORS, THANDI).get(0);
    }

    @Test
    void saysWhatHappenedTheNewestFirst() {
        diary.note(List.of(thandi.id()), What.SUBSCRIBED, "workshop");
        clock.advance(Duration.ofDays(1));
        diary.note(List.of(thandi.id()), What.EMAILED, "BULK_MAIL");

        assertThat(diary.of(thandi.id()))
                .extracting(DiaryNote::what)
                .containsExactly(What.EMAILED, What.SUBSCRIBED, What.CREATED);
        assertThat(diary.of(thandi.id())).extracting(DiaryNote::detail).containsExactly("BULK_MAIL", "workshop", "");
    }

    @Test
    void notesForManyAtOnceAndForNobody() {
        var all = contacts.heldAt(ABC_MOTORS, SamplePeople.AISHA).stream()
                .map(Contact::id)
                .toList();

        diary.note(all, What.EMAILED, "BULK_MAIL");
        diary.note(List.of(), What.EMAILED, "BULK_MAIL");

        assertThat(all).hasSize(2).allSatisfy(id -> assertThat(diary.of(id)).hasSize(2));
    }

    @Test
    void showsTheNewestTwoHundred() {
        diary.note(List.of(thandi.id()), What.SUBSCRIBED, "the oldest");
        for (int line = 0; line < 200; line++) {
            clock.advance(Duration.ofMinutes(1));
            diary.note(List.of(thandi.id()), What.EMAILED, "BULK_MAIL");
        }

        assertThat(diary.of(thandi.id()))
                .hasSize(200)
                .extracting(DiaryNote::what)
                .containsOnly(What.EMAILED);
    }

    @Test
    void endsWithThePerson() {
        diary.note(List.of(thandi.id()), What.EMAILED, "RECEIPT");

        contacts.deIdentify(thandi.id());

        assertThat(diary.of(thandi.id())).isEmpty();
    }

    @Test
    void saysWhatWasChangedAndNothingWhereNothingWas() {
        contacts.change(thandi.id(), Field.SURNAME, "Nkosi-Dube");
        contacts.change(thandi.id(), Field.SURNAME, "Nkosi-Dube");
        contacts.change(thandi.id(), Field.CONSENT_TO_MARKET, Field.NO);

        assertThat(diary.of(thandi.id())).extracting(DiaryNote::detail).containsExactlyInAnyOrder("SURNAME", "");
        assertThat(diary.of(thandi.id()).toString()).contains("UPDATED").doesNotContain("Nkosi");
    }

    @Test
    void saysWhenARecordIsOnlyStoredAndWhenItIsUsedAgain() {
        contacts.restrict(thandi.id());
        clock.advance(Duration.ofDays(1));
        contacts.liftRestriction(thandi.id());

        assertThat(diary.of(thandi.id())).extracting(DiaryNote::what).containsSubsequence(What.FREED, What.RESTRICTED);
    }

    /** Whose sales record must stay can still be found, and so can that the rest is gone; what was before cannot. */
    @Test
    void saysThatTheRestIsGoneWhereAPartIsHeld() {
        contacts.hold(thandi.id(), List.of(new Hold(Items.NAME, "openDeal", null, null)));

        contacts.deIdentify(thandi.id());

        assertThat(diary.of(thandi.id())).extracting(DiaryNote::what).containsExactly(What.DE_IDENTIFIED);
    }
}
