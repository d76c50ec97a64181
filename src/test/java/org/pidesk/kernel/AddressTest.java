package org.pidesk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One normal form for every spelling, and a clear sentence for what is none. */
class AddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0836567788",
                "083 656 7788",
                "083-656-7788",
                "083.656.7788",
                "(083) 656 7788",
                " 083\u00a0656\u00a07788 ",
                "+27836567788",
                "+27 83 656 7788",
                "+27 (0)83 656 7788",
                "+27(0)836567788",
                "0027836567788",
                "0027 83 656 7788",
                "27836567788",
                "27 83 656 7788"
            })
    void readsEverySpellingOfAMobileNumber(String typed) {
        assertThat(Address.parse(typed)).isEqualTo(new MobileNumber("+27836567788"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202a+27 83 656 7788\u202c",
                "\u202d083 656 7788\u202e",
                "\u2066+27836567788\u2069",
                "\u2067\u2068\u202b0836567788",
                "\u200e0836567788\u200f",
                "\ufeff083 656 7788",
                " \u202a 083 656 7788 \u202c\r\n"
            })
    void overlooksTheMarksThatAnAddressBookPutsAroundANumber(String copied) {
        assertThat(Address.parse(copied)).isEqualTo(new MobileNumber("+27836567788"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "083\u202e 656 7788",
                "083 656\u200e7788",
                "+\u206627836567788",
                "083\ufeff6567788",
                "0836567788\u200b",
                "\u00ad0836567788"
            })
    void refusesWhatNobodySeesAmongTheDigitsOfANumber(String typed) {
        assertThatThrownBy(() -> Address.parse(typed))
                .isInstanceOf(NotAnAddress.class)
                .hasMessage("Enter a South African mobile number like 082 123 4567.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0730489055", "0602345678", "0712345678", "0792345678", "0812425883", "0842345678"})
    void takesTheMobileRanges(String typed) {
        assertThat(Address.parse(typed).value()).startsWith("+27");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "087 551 1446",
                "021 555 0100",
                "0800 123 456",
                "0861 123 456",
                "+1 212 555 0100",
                "+44 7700 900123",
                "083 FLOWERS",
                "083 656 7788 x12",
                "083 656 778",
                "083 656 77889",
                "10111",
                "hello"
            })
    void refusesWhatCannotReceiveAnSmsHere(String typed) {
        assertThatThrownBy(() -> Address.parse(typed))
                .isInstanceOf(NotAnAddress.class)
                .message()
                .endsWith(".")
                .doesNotContain(typed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fred", "fred at sea", "+"})
    void namesBothKindsOfAddressWhereNeitherWasMeant(String typed) {
        assertThatThrownBy(() -> Address.parse(typed)).hasMessage("Enter an email address or a mobile number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fred@Sea.example.com", " fred@sea.example.com ", "FRED@SEA.EXAMPLE.COM"})
    void readsEverySpellingOfAnEmailAddress(String typed) {
        assertThat(Address.parse(typed)).isEqualTo(new EmailAddress("fred@sea.example.com"));
    }

    @Test
    void writesANumberAsPeopleDo() {
        assertThat(Address.parse("+27836567788").written()).isEqualTo("083 656 7788");
        assertThat(Address.parse("fred@sea.example.com").written()).isEqualTo("fred@sea.example.com");
    }

    @Test
    void writesADomainInAscii() {
        assertThat(EmailAddress.parse("fred@m\u00fcnchen.example").value()).isEqualTo("fred@xn--mnchen-3ya.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fred@xn--strae-oqa.de",
                "fred@strasse.de",
                "fred@\u0441\u0430\u0439\u0442.example",
                "fred@\u03c3\u03bf\u03c6\u03af\u03b1.example",
                "fred@\u4f8b\u5b50.example",
                "fred@m\u00fcnchen.example"
            })
    void takesADomainThatIsReadInOneWay(String typed) {
        assertThat(EmailAddress.parse(typed).value()).matches("fred@[a-z0-9.-]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info@stra\u00dfe.de",
                "info@STRA\u1e9eE.de",
                "info@\u03b1\u03c1\u03b9\u03b8\u03bc\u03cc\u03c2.gr",
                "info@shop.stra\u00dfe.de"
            })
    void writesToNeitherOfTwoHoldersOfADomain(String typed) {
        assertThatThrownBy(() -> Address.parse(typed))
                .isInstanceOf(NotAnAddress.class)
                .hasMessageContaining("ASCII form (xn--")
                .message()
                .doesNotContain("stra");
    }

    @ParameterizedTest
    @ValueSource(strings = {"info@stra\u200dsse.de", "info@stra\u200csse.de"})
    void refusesAJoinerThatNobodySees(String typed) {
        assertThatThrownBy(() -> Address.parse(typed)).isInstanceOf(NotAnAddress.class);
    }

    /** To put a hundred thousand marks in their order would take minutes. */
    @Test
    void doesNotReckonWithWhatIsTooLongForAnAddress() {
        assertThatThrownBy(() -> Address.parse("fred@a" + "\u0301\u0323".repeat(200_000) + "\u00df.com"))
                .isInstanceOf(NotAnAddress.class)
                .hasMessage("Enter an email address like name@example.com.");
    }

    @Test
    void keepsDotsAndPlusSignsApart() {
        assertThat(Address.parse("fred.b@sea.example.com")).isNotEqualTo(Address.parse("fredb@sea.example.com"));
        assertThat(Address.parse("fred+a@sea.example.com")).isNotEqualTo(Address.parse("fred@sea.example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fred+cars@sea.com = fred@sea.com",
                "f.r.e.d@gmail.com = fred@gmail.com",
                "f.red+cars@googlemail.com = fred@gmail.com",
                "fred@googlemail.com = f.r.ed@gmail.com"
            })
    void countsAsOneWhatGoesToOneBox(String two) {
        var addresses = two.split(" = ");

        assertThat(Address.parse(addresses[0]).box())
                .isEqualTo(Address.parse(addresses[1]).box());
        assertThat(Address.parse(addresses[0])).isNotEqualTo(Address.parse(addresses[1]));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "f.red@sea.com = fred@sea.com",
                "f.red@mail.gmail.com = fred@mail.gmail.com",
                "f.red@gmail.com.example.com = fred@gmail.com.example.com",
                "fred@sea.com = fred@gmail.com",
                "freda@gmail.com = fred@gmail.com",
                "+fred@sea.com = +pieter@sea.com",
                "083 656 7788 = 083 656 7789"
            })
    void countsApartWhatMayGoToTwo(String two) {
        var addresses = two.split(" = ");

        assertThat(Address.parse(addresses[0]).box())
                .isNotEqualTo(Address.parse(addresses[1]).box());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fred@",
                "@sea.example.com",
                "fred@localhost",
                "fred@[127.0.0.1]",
                "(c)fred@sea.example.com",
                "\"fred\"@sea.example.com",
                "fred@sea..com",
                "fred@sea.com\r\nBcc: mallory@example.net",
                "fred@@sea.com",
                "Fred <fred@sea.com>",
                "fred@sea.com, mallory@example.net"
            })
    void refusesWhatIsNoPlainEmailAddress(String typed) {
        assertThatThrownBy(() -> Address.parse(typed)).isInstanceOf(NotAnAddress.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fr\u200bed@sea.com",
                "fred@s\u200bea.com",
                "fred@s\u00adea.com",
                "\u202efred@sea.com",
                "fred@sea.com\u2060",
                "\ufefffred@sea.com",
                "\u2028fred@sea.com",
                "fred@sea.com\u2029",
                "fred@sea\u0000.com",
                "fred\u0007@sea.com",
                "fr\ted@sea.com",
                "fred@sea.com\u001f",
                "fred@sea\ue000.com",
                "fred@sea\ud800.com",
                "fred@sea\u0378.com",
                "fred@sea\ufe0f.com",
                "fred@sea\u034f.com"
            })
    void refusesWhatNobodyCanSee(String typed) {
        assertThatThrownBy(() -> Address.parse(typed))
                .isInstanceOf(NotAnAddress.class)
                .hasMessage("Enter an email address like name@example.com.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fr\u00e9d@sea.com",
                "fr\u0435d@sea.com",
                "\uff46red@sea.com",
                "\u212aate@sea.com",
                "fred\u0301@sea.com",
                "\u5f35@sea.com",
                "fr ed@sea.com",
                "fred @sea.com",
                "fred@ sea.com"
            })
    void refusesANameThatIsNotPlainAscii(String typed) {
        assertThatThrownBy(() -> Address.parse(typed))
                .isInstanceOf(NotAnAddress.class)
                .hasMessage("Enter an email address like name@example.com.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fred@sea.com\r\n", "\tfred@sea.com", "\u00a0fred@sea.com\u3000"})
    void overlooksTheSpaceAroundACopiedAddress(String typed) {
        assertThat(Address.parse(typed)).isEqualTo(new EmailAddress("fred@sea.com"));
    }

    @Test
    void takesEverySignThatAPlainNameMayHave() {
        assertThat(Address.parse("fred_b.o'neil-1+x@sea.com").value()).isEqualTo("fred_b.o'neil-1+x@sea.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   "})
    void asksForAnAddressWhenNothingWasTyped(String typed) {
        assertThatThrownBy(() -> Address.parse(typed))
                .isInstanceOf(NotAnAddress.class)
                .hasMessageStartingWith("Enter");
    }

    @Test
    void showsItselfMaskedOnly() {
        assertThat(Address.parse("fred@sea.example.com")).hasToString("f***@s***.com");
        assertThat(Address.parse("0836567788")).hasToString("08* *** **88");
    }
}
