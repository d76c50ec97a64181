package org.pidesk.notice;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Reference;
import org.pidesk.kernel.Secrets;
import org.pidesk.organisation.Organisation;

/** One full notice of each kind, and the house's people. */
final class Samples {
    static final OrganisationId ABC_MOTORS = new OrganisationId("abc-motors");
    static final EmailAddress THANDI = new EmailAddress("thandi@example.com");
    static final MobileNumber PIETER = MobileNumber.parse("082 123 4567");
    static final Secrets SECRETS = new Secrets("thirty-two bytes for the tests!!".getBytes(StandardCharsets.US_ASCII));
    static final ReturnsMailbox MAILBOX =
            new ReturnsMailbox("returns@pi-desk.example", "127.0.0.1", 1, "returns", "pw", false);
    static final Reference CASE = new Reference("PI-7K3M-9QXW-C2TD");
    static final String LINK = "https://pidesk.example/pi/requests/u9Xc3mVtQ2";

    private Samples() {}

    static Composer composer(Regulator regulator) {
        return new Composer(regulator, new ComplaintLinks(SECRETS, Clock.systemUTC(), "https://pidesk.example"));
    }

    static Organisation abcMotors() {
        return new Organisation(
                        ABC_MOTORS,
                        "ABC Motors",
                        "12 Long Street, Cape Town, 8001",
                        "privacy@abcmotors.example",
                        "021 555 0100")
                .whatsapp("081 555 0101")
                .privacyPolicy("https://abcmotors.example/privacy");
    }

    static Notice code(Address to) {
        return Notice.of(Kind.CODE, ABC_MOTORS, to).with("code", "493817").with("minutes", 10);
    }

    static Notice full(Kind kind, Address to) {
        if (kind == Kind.CODE) {
            return code(to);
        }
        var notice = Notice.of(kind, ABC_MOTORS, to);
        if (kind != Kind.MORE_LOOK_UPS && !kind.isOfAnAccount() && !kind.isMarketing()) {
            notice = notice.about(CASE);
        }
        for (var field : Models.fieldsOf(kind)) {
            notice = notice.with(field, value(kind, field));
        }
        return notice;
    }

    private static Object value(Kind kind, String field) {
        return switch (field) {
            case "link", "settings", "notMe", "yes", "no", "withdraw", "unsubscribe", "details", "remove", "seen" ->
                LINK;
            case "answer" -> "The address came from a list that we have destroyed. We are sorry.";
            case "question" -> List.of("We sell and service cars.", "May we write to you about our services by email?");
            case "source" -> "the visitors' book of the 2026 motor show";
            case "title" -> "Our workshop opens on Saturdays";
            case "paragraphs" -> List.of("From March our workshop is open on Saturdays.", "Book by telephone.");
            case "because" -> "you consented to news of our workshop on 3 March 2026";
            // whose mails are counted says so; by itself none is
            case "reading" -> "";
            case "code" -> "4938 1720";
            case "browser" -> "Firefox on Windows";
            case "place" -> "South Africa";
            case "at" -> "22 November 2026 at 09:30";
            case "due" -> "21 December 2026";
            case "until" -> "22 November 2026 at 13:30";
            case "pauseUntil" -> "24 November 2026 at 14:05";
            case "fields" ->
                List.of("Email, in our own record: changed.", "Email, at the dealer system: not held there.");
            case "notes" -> List.of("Surname: your statement stands beside it wherever it is shown.");
            case "waitsFor" -> "you to say more clearly what you ask for";
            case "days" -> 14;
            case "wanted" -> List.of("New cars", "Workshop and service");
            case "minutes" -> 30;
            case "hours" -> 4;
            case "reasons" -> List.of("it was agreed to in writing (section 57(1)(e))");
            case "undoUntil" -> "24 November 2026 at 14:05";
            case "evidenceUntil" -> "21 November 2029";
            case "decision" -> "PART_HOLDS";
            case "done" ->
                List.of(
                        "Everything else in your record was de-identified; open enquiries among it were closed.",
                        "The addresses that we knew of you stand on black lists. We write to them only to answer you.");
            case "kept" -> List.of("The invoice of your service in March, for the tax law, until 2031.");
            case "notTold" -> List.of("Service reminders: suspended when we asked, so it has not been told yet.");
            case "systems" -> List.of("Dealer system: removed.", "Newsletter service: nothing found.");
            case "asked", "why" -> "WITHDRAWAL";
            case "reason" -> "a contract with you that is still being carried out";
            case "keptUntil", "lookedAtAgain" -> "28 February 2031";
            case "law" -> "section 11(1)(b)";
            case "endedByUs" -> List.of("Why: the address is a list that a program works through.");
            case "outcome" -> "Our answer stands.";
            case "words" -> "The deal was signed on 3 March, and is still being carried out.";
            case "recipient" -> "Ashveer Naidoo";
            case "task" -> "De-identify at the dealer system";
            case "later" -> List.of("Very many people ask at present.");
            case "found" -> List.of("Dealer system: name and mobile number.");
            case "searched" -> List.of("Newsletter service: looked in on 24 November 2026, nothing was found");
            case "parties" -> List.of("Dealer system, in which we manage our own business");
            case "ours" -> List.of("We now keep a record of you ourselves.");
            case "count" -> 997;
            case "mine" ->
                List.of(Map.of(
                        "task",
                        "De-identify at the dealer system",
                        "reference",
                        CASE.value(),
                        "due",
                        "due 20 November 2026, 2 days late",
                        "link",
                        LINK));
            case "open" -> List.of();
            case "more" -> 3;
            case "late" -> 1;
            case "facts" -> facts(kind);
            case "asOf" -> "22 November 2026 at 09:30";
            case "records" -> List.of(List.of("Name: T***", "Identity number: ***"), List.of("Name: Thandi"));
            case "what" -> "A recovery code was used.";
            case "by" -> "Johan Botha";
            case "role" -> "a compliance manager";
            case "oversees", "again", "used", "unanswered" -> true;
            case "access" -> List.of("Staff of ABC Motors who need it", "Cape Newsletters: names and addresses");
            default -> throw new IllegalArgumentException(field);
        };
    }

    private static Map<String, Object> facts(Kind kind) {
        return switch (kind) {
            case LOOK_UP_NOT_FOUND -> Map.of("address", "fred@sea.example.com");
            case CUSTOMER_WITHDREW, CUSTOMER_DE_IDENTIFIED ->
                Map.of("name", "Fred Basset", "customerNumber", 19713570L);
            case RECORD_KEPT ->
                Map.of("name", "Fred Basset", "customerNumber", 19713570L, "leads", List.of(6226950L, 6226978L));
            case CUSTOMER_ALTERED ->
                Map.of(
                        "name",
                        "Fred Basset",
                        "rows",
                        List.of(
                                List.of("Surname", "Basset", "not changed"),
                                List.of("Email", "fred@sea.com", "fred@lost.com")));
            default -> Map.of("customerNumber", 19713570L, "leads", List.of(6226950L, 6226978L));
        };
    }
}
