package org.pidesk.notice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An objection in whatever words, and what is none. */
class StopWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STOP",
                " Stop! ",
                "STOP asb",
                "stop please",
                "please stop",
                "Stop, thanks",
                "stop, thank you",
                "STOP SMSES",
                "stop sms",
                "STOP ALL",
                "stop messaging me",
                "Stop texting me now!",
                "Please stop sending me these messages",
                "stop sending me your damn offers",
                "Stop at once",
                "can you please stop sending me sms",
                "I want you to stop",
                "Unsubscribe me",
                "unsubscribe from everything",
                "unsub",
                "Opt-out",
                "opt me out",
                "cancel",
                "Cancel my sms please",
                "end",
                "quit",
                "remove",
                "remove me",
                "Please remove me from your list",
                "remove my number pls",
                "take me off your list",
                "no more SMSes",
                "Don't text me",
                "Don’t send me messages",
                "do not contact me",
                "STOP sending me these sms or I will report you to the regulator",
                "Stop. I never agreed to any of this and my lawyer will be in touch with you soon",
                "stop!!! who gave you this number, I have never been to your shop in my life",
                "STOP I have asked you so many times before and nobody listens to what I say",
                "Unsubscribe. I bought my car from somebody else and have no need of yours at all",
                "Good day, please stop sending me messages about cars that I will never buy",
                "I have told you before to stop sending me these",
                "don't ever contact me again",
                "Don’t ever text me again or I will take this to the Information Regulator",
                "Never contact me again",
                "leave me alone",
                "I do not know who you are. Just leave me alone or I will call the police on you"
            })
    void knowsAnObjection(String words) {
        assertThat(StopWords.in(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STAAK",
                "stop asseblief",
                "Stop nou asb",
                "hou op",
                "Hou asb op",
                "hou op met die boodskappe",
                "Moenie vir my boodskappe stuur nie",
                "Moenie my meer sms nie",
                "geen sms meer nie dankie",
                "los my uit",
                "Yeka",
                "Ngicela uyeke",
                "misa",
                "yeka nceda",
                "Staak hierdie boodskappe of ek gaan dadelik by die reguleerder oor julle kla",
                "Hou op om my elke dag met jul aanbiedinge te pla, ek koop niks by julle nie",
                "moenie my ooit weer kontak nie",
                "Ek ken julle nie. Los my uit of ek kla by die reguleerder oor julle"
            })
    void knowsItInOtherLanguages(String words) {
        assertThat(StopWords.in(words)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "?",
                "Thank you",
                "thanks, all ok",
                "SPOT",
                "stopped",
                "don't stop",
                "Dont stop",
                "Please do not stop",
                "never stop",
                "please don't unsubscribe me",
                "Moenie stop nie",
                "when do you stop service?",
                "Where is the bus stop",
                "Stop by on Saturday?",
                "Please stop by",
                "Cancel my booking please",
                "End of the month is fine",
                "I will not stop now",
                "Do not collect my car yet",
                "Stop lamp of my Polo is broken again, can it be repaired by Friday?",
                "Stop at the garage on Saturday and bring both keys of the old Polo along",
                "Please don't ever stop sending me your offers",
                "Never leave me alone with that engine",
                "Contact me again on Monday"
            })
    void knowsWhatIsNone(String words) {
        assertThat(StopWords.in(words)).isFalse();
    }

    /** It ends offers that may have been welcome, and says so: the smaller harm. */
    @ParameterizedTest
    @ValueSource(strings = {"Stop worrying, I am coming", "Stop light is broken", "the end", "Don't"})
    void objectsInDoubt(String words) {
        assertThat(StopWords.in(words)).isTrue();
    }

    @Test
    void readsTheBeginningOfALetterOnly() {
        assertThat(StopWords.in("stop " + "please ".repeat(10))).isTrue();
        assertThat(StopWords.in("stop. " + "I mean it. ".repeat(100_000))).isTrue();
        assertThat(StopWords.in("please ".repeat(100_000) + "stop")).isFalse();
        assertThat(StopWords.in("cancel " + "please ".repeat(100_000))).isFalse();
    }
}
