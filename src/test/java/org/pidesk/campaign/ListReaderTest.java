package org.pidesk.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pidesk.campaign.CampaignStage.HEAD;
import static org.pidesk.campaign.CampaignStage.csv;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists as spreadsheets and strangers write them. */
class ListReaderTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private final List<Row> rows = new ArrayList<>();

    @Test
    void readsEachRowWithItsLine() {
        var count = read(HEAD + "Nomsa@Example.org,072 555 0401,Nomsa,Mahlangu,,event\n\nx@example.org,,,,,ENQUIRY\n");

        assertThat(count).isEqualTo(2);
        assertThat(rows).extracting(Row::line).containsExactly(2, 4);
        assertThat(rows.get(0).person().email().value()).isEqualTo("nomsa@example.org");
        assertThat(rows.get(0).person().mobile().value()).isEqualTo("+27725550401");
        assertThat(rows.get(0).source()).isEqualTo(Source.EVENT);
    }

    @Test
    void readsWhatASpreadsheetOfThisCountryWrites() {
        read("\uFEFFEmail;First Name;Surname;Source\r\nx@example.org;\"O’Brien; jr\";Dube;WEBSITE\r\n"
                .replace("; jr", ""));

        assertThat(rows.get(0).person().firstName()).isEqualTo("O’Brien");
        assertThat(rows.get(0).person().lastName()).isEqualTo("Dube");
    }

    @Test
    void knowsAMinorByTheIdentityNumber() {
        read(HEAD + "a@example.org,,,," + id("100101500008") + ",EVENT\nb@example.org,,,," + id("800101500008")
                + ",EVENT\n");

        assertThat(rows).extracting(Row::minor).containsExactly(true, false);
    }

    /** A spreadsheet that takes the column for numbers drops the zeros of those who were born from 2000 to 2009. */
    @Test
    void knowsAMinorWhoseIdentityNumberHasLostItsZeros() {
        var minor = id("090101500008");
        var ofAge = id("000229500008");

        read(HEAD + "a@example.org,,,," + minor.substring(1) + ",EVENT\nb@example.org,,,," + ofAge.substring(3)
                + ",EVENT\n");

        assertThat(rows).extracting(Row::minor).containsExactly(true, false);
        assertThat(rows).extracting(row -> row.person().idNumber()).containsExactly(minor, ofAge);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=HYPERLINK(1),,,,,EVENT | begins like a formula",
                "x@example.org,,=cmd(),,,EVENT | begins like a formula",
                "x@example.org,,@SUM(1),,,EVENT | begins like a formula",
                "nobody,,,,,EVENT | The email address is none",
                ",011 555 0100,,,,EVENT | no South African one",
                ",,Nomsa,,,EVENT | Neither an email address nor a mobile number",
                "x@example.org,,,,1234567890123,EVENT | identity number is none",
                "x@example.org,,,,12345678,EVENT | identity number is none",
                "x@example.org,,,,123456789,EVENT | has 13 digits. A spreadsheet drops zeros",
                "x@example.org,,,,123456789012,EVENT | has 13 digits. A spreadsheet drops zeros",
                "x@example.org,,,,9.00102E+12,EVENT | shortened the identity number",
                ",\"8,2555E+08\",,,,EVENT | shortened the mobile number",
                ",+2.78256E+10,,,,EVENT | shortened the mobile number",
                "x@example.org,,,,,a friend | source is none of",
                "x@example.org,,<b>Nomsa,,,EVENT | holds what no name has",
                "x@example.org,,www/evil,,,EVENT | holds what no name has",
            })
    void saysWhatIsWrongWithItsLine(String row, String why) {
        var flaws = flaws(HEAD + row + "\n");

        assertThat(flaws).singleElement().satisfies(flaw -> {
            assertThat(flaw.line()).isEqualTo(2);
            assertThat(flaw.why()).contains(why);
        });
    }

    @Test
    void quotesNothingOfWhatIsWrong() {
        assertThat(flaws(HEAD + "=thandi,,,,,EVENT\nx@example.org,,,,9001320000085,EVENT\n"))
                .noneMatch(flaw -> flaw.why().contains("thandi") || flaw.why().contains("9001320"));
    }

    @Test
    void takesANumberWithTheMarksOfAnAddressBookAroundIt() {
        read(HEAD + ",\u202a+27 82 555 0101\u202c,,,,EVENT\n");

        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.person().mobile().value()).isEqualTo("+27825550101"));
    }

    @Test
    void refusesTheSameMarksAmongTheDigitsAndInAnotherColumn() {
        assertThat(flaws(HEAD + ",082\u202a 555 0101,,,,EVENT\n" + "\u202ax@example.org,,,,,EVENT\n"))
                .extracting(Flaw::why)
                .hasSize(2)
                .allSatisfy(why -> assertThat(why).contains("cannot be seen"));
    }

    @Test
    void takesNoHeaderInANameForAnother() {
        assertThat(flaws(HEAD + "x@example.org,,\"Nomsa\r\nBcc: all@example.org\",,,EVENT\n"))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.why()).contains("cannot be seen"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cell Phone",
                "Cell number",
                "Mobile No.",
                "Phone",
                "MSISDN",
                "cellphone",
                "Contact Number",
                "Contact No.",
                "Tel",
                "Tel No.",
                "Telephone",
                "Telephone number",
                "Telefoon",
                "Selfoon",
                "Selnommer",
                "Selfoon nr",
                "SMS number",
                "Kontaknommer",
                "Kontak nr",
                "Foon",
                "Foonnommer",
                "Mobiel",
                "Mobielnommer",
                "Mob",
                "Mob No.",
                "Cel no",
                "Cel",
                "Ph",
                "Ph. No",
                "Tel num"
            })
    void knowsAColumnOfMobileNumbersByWhatPeopleCallIt(String head) {
        read("E-mail address," + head + ",Source\nx@example.org,072 555 0401,EVENT\n");

        assertThat(rows.get(0).person().mobile().value()).isEqualTo("+27725550401");
        assertThat(rows.get(0).person().email().value()).isEqualTo("x@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Epos", "E-pos", "E-posadres", "Email Address", "E-mail"})
    void knowsAColumnOfMailboxesByWhatPeopleCallIt(String head) {
        read(head + ",Source\nx@example.org,EVENT\n");

        assertThat(rows.get(0).person().email().value()).isEqualTo("x@example.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SA ID No",
                "SA ID",
                "RSA ID",
                "ID No.",
                "IDNumber",
                "ID-nommer",
                "Identity Number",
                "Identification Number",
                "Identiteitsnommer",
                "I.D. Number",
                "I D No",
                "IDNum",
                "Ident no"
            })
    void knowsAMinorByWhateverTheColumnIsCalled(String head) {
        read("email," + head + ",source\na@example.org," + id("100101500008") + ",EVENT\n");

        assertThat(rows).extracting(Row::minor).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email 2",
                "Work phone",
                "Alternative cell",
                "WhatsApp",
                "ID Nr of spouse",
                "private mail",
                "ID",
                "ID/Passport",
                "Passport or ID",
                "SMS",
                "Tel (work)",
                "Tel H",
                "Contact numbers",
                "Other contact no",
                "E-pos 2",
                "National ID",
                "Sel",
                "Handset",
                "Tel1",
                "TelH",
                "Tel werk",
                "ContactNo1",
                "Contact No 2",
                "Kontaknommer 2",
                "Foon 2",
                "Werkfoon",
                "Mobiel 2",
                "Mob2",
                "Mob (work)",
                "Cel 2",
                "CellNo2",
                "Cellular",
                "Ph (home)",
                "Ph2",
                "I.D.",
                "ID2",
                "I.D. No 2",
                "IDNo2",
                "Ident",
                "Ident no 2",
                "Identity document"
            })
    void passesOverNoColumnThatSoundsLikeAnAddress(String head) {
        assertThat(flaws("email,mobile,source," + head + "\nx@example.org,,EVENT,\n"))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.why()).startsWith("Column 4 sounds like"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Customer ID",
                "Mailing street",
                "Town",
                "Idea",
                "Excellence",
                "",
                "Contact",
                "Contact name",
                "Hotel",
                "Deposit",
                "Vehicle Identification Number",
                "Customer identifier",
                "SMS consent",
                "Self",
                "Paid",
                "Passport",
                "Contact notes",
                "Telemetry",
                "Mobility",
                "Phase",
                "PhD",
                "Cellar",
                "Cello",
                "Identity theft?",
                "Telltale",
                "Kontak"
            })
    void passesOverWhatSoundsLikeNone(String head) {
        assertThat(read("email,source," + head + "\nx@example.org,EVENT,a\n")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"‘t Hart", "O`Neil", "D´Almeida", "Anne‐Marie", "Smith–Jones", "van\u00a0der Merwe", "Zoe\u0308"
            })
    void takesNamesAsSpreadsheetsSpellThem(String name) {
        read(HEAD + "x@example.org,,Nomsa," + name + ",,EVENT\n");

        assertThat(rows.get(0).person().lastName())
                .isEqualTo(Normalizer.normalize(name.replace('\u00a0', ' '), Normalizer.Form.NFC));
    }

    @ParameterizedTest
    @CsvSource({"E-mail, E-pos, email", "Tel, Cell, mobile", "SA ID, ID number, id_number"})
    void refusesTwoColumnsOfOneName(String one, String other, String name) {
        assertThat(flaws("email,source," + one + "," + other + "\nx@example.org,EVENT,,\n"))
                .extracting(Flaw::why)
                .anyMatch(why -> why.contains("Two columns stand for " + name));
    }

    /** Else its people would be written to for ever, as nobody finds out that their numbers were not looked at. */
    @Test
    void readsTheNumbersOfAListThatADealershipKeeps() {
        ListReader.ofOnePiece(TODAY)
                .readWhatCanBe(
                        csv("Name;Email;Contact Number\nA;a@example.org;072 555 0401\nB;;0725550402\n"),
                        rows::add,
                        line -> {});

        assertThat(rows)
                .extracting(row -> row.person().mobile().value())
                .containsExactly("+27725550401", "+27725550402");
    }

    @Test
    void refusesAListThatDoesNotSayFromWhereItIs() {
        assertThat(flaws("email\nx@example.org\n"))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.why()).contains("source"));
    }

    @Test
    void refusesWhatIsNotInUtf8() {
        var latin = (HEAD + "x@example.org,,Andr\u00e9,,,EVENT\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(flaws(new ByteArrayInputStream(latin), 100))
                .anyMatch(flaw -> flaw.why().contains("UTF-8"));
    }

    @Test
    void refusesAQuotationMarkThatIsNeverClosed() {
        var open = HEAD + "x@example.org,,\"Nomsa,,,EVENT\n";
        var next = "y@example.org,,,,,EVENT\n";

        assertThat(flaws(open + next)).anyMatch(flaw -> flaw.why().contains("cannot be seen"));
        assertThat(flaws(open + next.repeat(20_000)))
                .anyMatch(flaw -> flaw.why().contains("quotation mark"));
        assertThat(rows).isEmpty();
    }

    @Test
    void refusesMoreThanItMayHold() {
        assertThat(flaws(csv(CampaignStage.strangers(11)), 10))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.line()).isEqualTo(12));
    }

    @Test
    void refusesAnEmptyFileAndOneWithNobodyInIt() {
        assertThat(flaws("")).hasSize(1);
        assertThat(flaws(HEAD))
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.why()).contains("Nobody"));
    }

    @Test
    void letsNobodyDivideAListOfOnePiece() {
        assertThat(flaws(TooLarge.above(100, csv(CampaignStage.strangers(11))), 5000))
                .anyMatch(flaw -> flaw.why().contains("divide"));
        assertThat(ListReader.ofOnePiece(TODAY)
                        .readWhatCanBe(csv("email\n" + "x@example.org\n".repeat(11)), rows::add, line -> {}))
                .isEqualTo(11);
        var refused = catchThrowableOfType(
                ListRefused.class,
                () -> ListReader.ofOnePiece(TODAY)
                        .readWhatCanBe(
                                TooLarge.above(20, csv("email\n" + "x@example.org\n".repeat(11))),
                                rows::add,
                                line -> {}));
        assertThat(refused.flaws())
                .singleElement()
                .satisfies(flaw -> assertThat(flaw.why()).contains("too large").doesNotContain("divide"));
    }

    @Test
    void readsALineWithoutEndInFlatMemory() {
        // it ends at what a field may be at most, long before the list is too large
        assertThat(flaws(TooLarge.above(32L * 1024 * 1024, endless()), 10))
                .extracting(Flaw::why)
                .anyMatch(why -> why.contains("quotation mark"))
                .noneMatch(why -> why.contains("too large"));
    }

    @Test
    void stopsToCountFlawsAtSomePoint() {
        var list = new StringBuilder(HEAD);
        for (int i = 0; i < 1000; i++) {
            list.append("nobody,,,,,EVENT\n");
        }

        assertThat(flaws(list.toString())).hasSize(ListReader.MOST_FLAWS);
    }

    /** Twelve digits with the thirteenth that belongs to them. */
    private static String id(String twelve) {
        for (char last = '0'; last <= '9'; last++) {
            if (IdNumber.birthday(twelve + last, TODAY).isPresent()) {
                return twelve + last;
            }
        }
        throw new AssertionError("no last digit fits");
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                Arrays.fill(into, from, from + length, (byte) 'x');
                return length;
            }
        };
    }

    private int read(String list) {
        return new ListReader(TODAY, 100).read(csv(list), true, rows::add);
    }

    private List<Flaw> flaws(String list) {
        return flaws(csv(list), 5000);
    }

    private List<Flaw> flaws(InputStream list, int mostRows) {
        var refused = catchThrowableOfType(
                ListRefused.class, () -> new ListReader(TODAY, mostRows).read(list, true, rows::add));
        assertThat(refused).isNotNull();
        return refused.flaws();
    }
}
