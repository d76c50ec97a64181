package org.pidesk.portal;

import java.util.List;
import java.util.stream.Stream;
import org.pidesk.identity.IdentityChecks;
import org.pidesk.kernel.Token;
import org.pidesk.notice.Kind;
import org.pidesk.notice.Notice;
import org.pidesk.notice.Notices;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mails what is held to the address that was proven, and nowhere else; to a mobile goes only the way to it. */
@Component
class HeldMail {
    private final IdentityChecks identity;
    private final Notices notices;
    private final Dates dates;
    private final String baseUrl;

    HeldMail(IdentityChecks identity, Notices notices, Dates dates, @Value("${pidesk.base-url}") String baseUrl) {
        this.identity = identity;
        this.notices = notices;
        this.dates = dates;
        this.baseUrl = baseUrl;
    }

    /** @return false when it was mailed too often already */
    @Transactional
    public boolean send(Visitor visitor, Token proof, HeldSheet sheet) {
        if (!identity.takeMailing(proof)) {
            return false;
        }
        var site = visitor.site();
        notices.send(Notice.of(Kind.YOUR_INFORMATION, site.id(), visitor.proof().address())
                .with("asOf", dates.moment(sheet.asOf()))
                .with("link", baseUrl + "/" + site.id().value() + "/pi")
                .with("records", sheet.records().stream().map(HeldMail::lines).toList())
                .with("access", sheet.access().stream().map(HeldMail::line).toList()));
        return true;
    }

    private static List<String> lines(HeldSheet.Part part) {
        return Stream.of(
                        part.fields().stream().map(HeldMail::line),
                        part.enquiries().stream().map(HeldMail::line),
                        part.kept().stream(),
                        part.purposes().stream().map(use -> use.purpose() + ", " + use.text()),
                        part.marketing().stream().map(HeldSheet.Marketing::text))
                .flatMap(lines -> lines)
                .map(HeldMail::onOneLine)
                .toList();
    }

    private static String line(HeldSheet.Field field) {
        var line = field.label() + ": " + (field.name().equals("idNumber") ? ending(field.text()) : field.text());
        return field.statement() == null ? line : line + " (statement: " + field.statement() + ")";
    }

    /** Mail is read on the way and on strange screens: of an identity number it says no more than is recognised. */
    private static String ending(String number) {
        return number.matches("[0-9]{5,}") ? "***" + number.substring(number.length() - 4) : number;
    }

    private static String line(HeldSheet.Enquiry asked) {
        return Stream.of(asked.number(), asked.about(), asked.text(), asked.words())
                .filter(text -> text != null)
                .reduce((one, next) -> one + ", " + next)
                .orElseThrow();
    }

    private static String line(HeldSheet.Party party) {
        return onOneLine(party.holds() == null ? party.name() : party.name() + ": " + party.holds());
    }

    /** A notice refuses control characters; what staff once typed in may hold some. */
    private static String onOneLine(String text) {
        return text.replaceAll("[\\p{Cc}\\u2028\\u2029]+", " ");
    }
}
