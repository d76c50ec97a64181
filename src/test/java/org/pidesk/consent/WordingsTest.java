package org.pidesk.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pidesk.sandbox.SamplePeople.ABC_MOTORS;
import static org.pidesk.sandbox.SamplePeople.SEA_POINT_CARS;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.PiDeskTest;
import org.pidesk.consent.Wording.Kind;
import org.pidesk.sandbox.SamplePeople;
import org.springframework.beans.factory.annotation.Autowired;

@PiDeskTest
class WordingsTest {
    private static final String OWN =
            "I agree that {organisation}, {address}, writes to me of its cars. I end it at {contact}.";

    @Autowired
    Wordings wordings;

    @Autowired
    SamplePeople people;

    @BeforeEach
    void everybodyHasMovedIn() {
        people.moveIn();
    }

    @ParameterizedTest
    @EnumSource
    void hasAReadyTextOfEachKindThatNamesWhoAsks(Kind kind) {
        var ready = wordings.current(ABC_MOTORS, kind);

        assertThat(ready.isReadyMade()).isTrue();
        assertThat(ready.about("ABC Motors", "12 Kloof Street", "021 555 0100"))
                .contains("ABC Motors", "021 555 0100")
                .doesNotContain("{", "}");
        assertThat(ready.hash()).hasSize(32);
    }

    @Test
    void countsOnlyOnceSomebodyElseHasApproved() {
        var own = wordings.propose(ABC_MOTORS, Kind.MARKETING, OWN, "naledi");
        assertThat(wordings.current(ABC_MOTORS, Kind.MARKETING).isReadyMade()).isTrue();

        assertThatThrownBy(() -> wordings.approve(ABC_MOTORS, Kind.MARKETING, own.version(), "naledi"))
                .isInstanceOf(ConsentRefused.class);
        wordings.approve(ABC_MOTORS, Kind.MARKETING, own.version(), "johan");

        assertThat(wordings.current(ABC_MOTORS, Kind.MARKETING).label()).isEqualTo("marketing/1");
        assertThat(wordings.current(SEA_POINT_CARS, Kind.MARKETING).isReadyMade())
                .isTrue();
    }

    @Test
    void isApprovedByItsOwnOrganisationOnly() {
        var own = wordings.propose(ABC_MOTORS, Kind.MARKETING, OWN, "naledi");

        assertThatThrownBy(() -> wordings.approve(SEA_POINT_CARS, Kind.MARKETING, own.version(), "imran"))
                .isInstanceOf(ConsentRefused.class);
        assertThat(wordings.current(ABC_MOTORS, Kind.MARKETING).isReadyMade()).isTrue();

        wordings.approve(ABC_MOTORS, Kind.MARKETING, own.version(), "johan");
        assertThat(wordings.current(ABC_MOTORS, Kind.MARKETING).isReadyMade()).isFalse();
    }

    @Test
    void keepsEveryVersionAsItWasRead() {
        var first = wordings.propose(ABC_MOTORS, Kind.MARKETING, OWN, "naledi");
        wordings.approve(ABC_MOTORS, Kind.MARKETING, first.version(), "johan");
        var second = wordings.propose(ABC_MOTORS, Kind.MARKETING, OWN + " Free of charge.", "naledi");
        wordings.approve(ABC_MOTORS, Kind.MARKETING, second.version(), "johan");

        assertThat(wordings.labelled(ABC_MOTORS, "marketing/1").orElseThrow().text())
                .isEqualTo(OWN);
        assertThat(wordings.current(ABC_MOTORS, Kind.MARKETING).version()).isEqualTo(2);
        assertThat(wordings.labelled(ABC_MOTORS, "marketing/3")).isEmpty();
        assertThat(wordings.labelled(ABC_MOTORS, "marketing/ready-2026-12")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{organisation} asks whether it may write to you. Now R 100 less for every car.",
                "{organisation} asks whether it may write to you. 20% off for you if you answer.",
                "{organisation} asks whether it may write to you. See www.example.com for more of it.",
                "{organisation} asks whether it may write to you. Please donate to our school today.",
                "{organisation} asks whether it may write to you. You win a cup if you say yes."
            })
    void letsAQuestionOfferNothing(String offer) {
        assertThatThrownBy(() -> wordings.propose(ABC_MOTORS, Kind.OPT_IN_QUESTION, offer, "naledi"))
                .isInstanceOf(ConsentRefused.class)
                .hasMessageContaining("offer nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Yes.",
                "I agree that somebody writes to me of something at some time or other.",
                "{organisation} <b>may</b> write to me of all that it has to sell."
            })
    void refusesWhatIsNoTextOrDoesNotSayWhoAsks(String text) {
        assertThatThrownBy(() -> wordings.propose(ABC_MOTORS, Kind.MARKETING, text, "naledi"))
                .isInstanceOf(ConsentRefused.class);
    }
}
