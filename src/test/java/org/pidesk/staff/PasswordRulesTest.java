package org.pidesk.staff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pidesk.kernel.OrganisationId;

class PasswordRulesTest {
    private static final StaffMember NALEDI =
            Hires.member("naledi", "Naledi Khumalo", Role.DEALERSHIP_STAFF, new OrganisationId("abc-motors"));
    private static final PasswordRules RULES = rules(new PasswordSettings(15, 12, Set.of(), null));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "wilted-marmalade-on-tuesday",
                "khaya itsha likamalume",
                "tqvhzrbxkwpmlnd",
                "kx7#Tq9!mZ2pLw4",
                "漢字かな交じり文の長い合言葉です",
                "               correct horse battery",
                "onzichtbare zeppelin"
            })
    void takesWhatIsLongAndNoEarlyGuess(String password) {
        assertThat(RULES.complaint(password, NALEDI, false)).isEmpty();
    }

    @Test
    void wantsFifteenCharactersAndTwelveWithASecondFactor() {
        assertThat(RULES.complaint("tqvhzrbxkwpmln", NALEDI, false))
                .hasValueSatisfying(why -> assertThat(why).contains("at least 15"));
        assertThat(RULES.complaint("tqvhzrbxkwpm", NALEDI, true)).isEmpty();
        assertThat(RULES.complaint("tqvhzrbxkwp", NALEDI, true))
                .hasValueSatisfying(why -> assertThat(why).contains("at least 12"));
    }

    @Test
    void countsWhatPeopleSeeAsCharacters() {
        assertThat(RULES.complaint("🦓🐘🦒🐆🦏🐃🦛", NALEDI, false)).isPresent();
    }

    /** Some signs are hashed as many, some of many as one: what counts is what is hashed. */
    @Test
    void countsWhatIsHashed() {
        assertThat(RULES.complaint("e\u0301a\u0300o\u0302u\u0308n\u0303 kx7#T", NALEDI, true))
                .hasValueSatisfying(why -> assertThat(why).contains("at least").doesNotContain("early"));
        assertThat(RULES.complaint("\ufdfa".repeat(20), NALEDI, false))
                .hasValueSatisfying(why -> assertThat(why).contains("256 characters at most"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\t\u1680\u2028\t\u1680\u2028\t\t\u1680\u1680\u2028\u2028\t\u1680\u2028\t\u1680",
                "\u00a0\u2007\u202f\u00a0\u2007\u2007\u202f\u202f\u00a0\u2007\u202f\u00a0\u00a0\u2007\u202f\u00a0\u2007"
            })
    void wantsMoreThanBlankCharacters(String password) {
        assertThat(RULES.complaint(password, NALEDI, false)).isPresent();
    }

    @Test
    void takesNoMoreThanIsChecked() {
        assertThat(RULES.complaint("wilted marmalade ".repeat(16), NALEDI, false))
                .hasValueSatisfying(why -> assertThat(why).contains("256 characters at most"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "passwordpassword",
                "Password12345678",
                "P4$$w0rdP4$$w0rd",
                "qwertyuiopasdfgh",
                "123456789012345",
                "aaaaaaaaaaaaaaaa",
                "abcabcabcabcabc",
                "abcdefghijklmnopq",
                "NalediKhumalo2026",
                "naledi-abc-motors",
                "khumalo.password!",
                "iloveyou-iloveyou-iloveyou",
                "pi-desk-password-2026",
                "1qaz2wsx3edc4rfv",
                "summer2024summer2024",
                "drowssap-qwerty-1",
                "monkey dragon letmein password"
            })
    void refusesWhatIsGuessedEarly(String password) {
        assertThat(RULES.complaint(password, NALEDI, false))
                .hasValueSatisfying(why -> assertThat(why).contains("guessed early"));
    }

    /** In every spelling that people take for clever. */
    @Test
    void refusesEveryLeakedOneThatIsLongEnough() throws IOException {
        var leaked = Files.readAllLines(Path.of("src/main/resources/passwords/common.txt"), StandardCharsets.UTF_8);

        var taken = leaked.stream()
                .filter(one -> one.length() >= 12)
                .flatMap(one -> java.util.stream.Stream.of(
                        one,
                        one.toUpperCase(Locale.ROOT),
                        Character.toUpperCase(one.charAt(0)) + one.substring(1) + "1!",
                        one + "2026"))
                .filter(one -> RULES.complaint(one, NALEDI, true).isEmpty())
                .toList();

        assertThat(leaked).hasSizeGreaterThan(40_000);
        assertThat(taken).isEmpty();
    }

    @Test
    void refusesWhatTheOperatorKnowsToHaveLeaked(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("leaked.txt"), "Wilted-Marmalade-On-Tuesday\n");
        var rules = rules(new PasswordSettings(15, 12, Set.of(), file));

        assertThat(rules.complaint("wilted-marmalade-on-tuesday", NALEDI, false))
                .isPresent();
    }

    @Test
    void mixesKindsOfCharactersOnlyWhereAnOrganisationMust() {
        var rules = rules(new PasswordSettings(15, 12, Set.of("abc-motors"), null));
        var elsewhere = Hires.member("zanele", "Zanele", Role.DEALERSHIP_STAFF, new OrganisationId("sea-point-cars"));

        assertThat(rules.complaint("correct horse battery", NALEDI, false)).isPresent();
        assertThat(rules.complaint("Correct horse battery 7", NALEDI, false)).isEmpty();
        assertThat(rules.complaint("correct horse battery", elsewhere, false)).isEmpty();
        assertThat(rules.complaint("correct horse battery", Hires.ADMIN, false)).isEmpty();
        assertThat(rules(new PasswordSettings(15, 12, Set.of("*"), null))
                        .complaint("correct horse battery", Hires.ADMIN, false))
                .isPresent();
    }

    @Test
    void canBeMadeStricterAndNotLaxer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordSettings(14, 12, Set.of(), null));
        assertThatIllegalArgumentException().isThrownBy(() -> new PasswordSettings(15, 11, Set.of(), null));
        assertThat(rules(new PasswordSettings(24, 12, Set.of(), null))
                        .complaint("correct horse battery", NALEDI, false))
                .isPresent();
    }

    private static PasswordRules rules(PasswordSettings settings) {
        return new PasswordRules(new CommonPasswords(settings), settings);
    }
}
