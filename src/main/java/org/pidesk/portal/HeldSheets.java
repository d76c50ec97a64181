package org.pidesk.portal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pidesk.contact.Field;
import org.pidesk.identity.Proof;
import org.pidesk.notice.Regulator;
import org.pidesk.organisation.Organisation;
import org.pidesk.organisation.Purpose;
import org.pidesk.request.Held;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Puts what is held into words. */
@Component
class HeldSheets {
    private final MessageSource words;
    private final Dates dates;
    private final Regulator regulator;
    private final Clock clock;

    HeldSheets(MessageSource words, Dates dates, Regulator regulator, Clock clock) {
        this.words = words;
        this.dates = dates;
        this.regulator = regulator;
        this.clock = clock;
    }

    HeldSheet of(Site site, Proof proof, Held held) {
        return new HeldSheet(
                HeldSheet.FORMAT,
                holder(site.organisation()),
                proof.address().masked(),
                clock.instant(),
                held.blackListed(),
                held.evidenceUntil(),
                held.records().stream()
                        .map(row -> part(row, held.isWithdrawing()))
                        .toList(),
                access(site.organisation().name(), held),
                rights());
    }

    private static HeldSheet.Holder holder(Organisation organisation) {
        return new HeldSheet.Holder(
                organisation.name(),
                organisation.physicalAddress(),
                organisation.email().value(),
                organisation.phone(),
                organisation.whatsapp(),
                organisation.informationOfficer().value());
    }

    private HeldSheet.Part part(Held.Row row, boolean withdrawing) {
        return new HeldSheet.Part(
                row.clear(),
                row.otherAddress(),
                row.oneHand(),
                row.restricted(),
                row.leaving(),
                row.kept().stream()
                        .map(because -> say("portal.held.kept.because", because))
                        .toList(),
                fields(row, withdrawing && row.restricted()),
                row.enquiries().stream().map(this::enquiry).toList(),
                row.purposes().stream().map(this::use).toList(),
                row.marketing().stream()
                        .map(said -> marketing(said, withdrawing && row.restricted()))
                        .toList());
    }

    private List<HeldSheet.Field> fields(Held.Row row, boolean withdrawn) {
        return Stream.concat(names(row), others(row, withdrawn)).toList();
    }

    /** A company has a registered name, and no surname. */
    private Stream<HeldSheet.Field> names(Held.Row row) {
        var number = text("customerNumber", row.number(), null, row);
        return row.company()
                ? Stream.of(number, text("registeredName", row.firstName(), Field.NAME, row))
                : Stream.of(
                        number,
                        text("firstName", row.firstName(), Field.NAME, row),
                        text("lastName", row.lastName(), Field.SURNAME, row));
    }

    private Stream<HeldSheet.Field> others(Held.Row row, boolean withdrawn) {
        return Stream.of(
                text("email", row.email(), Field.EMAIL, row),
                field("mobile", row.mobile(), orElse(row.written(Field.MOBILE), "portal.held.none"), Field.MOBILE, row),
                text("idNumber", row.idNumber(), null, row),
                text("notes", row.notes(), null, row),
                field("source", row.source(), orElse(row.source(), "portal.held.source.unknown"), null, row),
                consent("consentToProcess", row.consentToProcess(), withdrawn, Field.CONSENT_TO_PROCESS, row),
                consent("consentToMarket", row.consentToMarket(), withdrawn, Field.CONSENT_TO_MARKET, row),
                yesOrNo("restricted", row.restricted(), null, row),
                field("enquiries", row.leads(), Integer.toString(row.leads()), null, row));
    }

    private HeldSheet.Field text(String name, String value, Field part, Held.Row row) {
        return field(name, value, orElse(value, "portal.held.none"), part, row);
    }

    /** While a withdrawal is carried out the record still says yes; the person said no, and that counts. */
    private HeldSheet.Field consent(String name, boolean value, boolean withdrawn, Field part, Held.Row row) {
        return withdrawn && value
                ? field(name, false, say("portal.held.withdrawn"), part, row)
                : yesOrNo(name, value, part, row);
    }

    private HeldSheet.Field yesOrNo(String name, boolean value, Field part, Held.Row row) {
        return field(name, value, say(value ? "portal.yes" : "portal.no"), part, row);
    }

    /** @param part what can be contested and stated on; null where nothing can */
    private HeldSheet.Field field(String name, Object value, String text, Field part, Held.Row row) {
        return new HeldSheet.Field(
                name,
                say("portal.held.field." + name),
                say("portal.held.meaning." + name),
                value,
                part != null && row.contested().contains(part),
                part == null ? null : row.statements().get(part),
                text);
    }

    private String orElse(String value, String otherwise) {
        return value == null ? say(otherwise) : value;
    }

    private HeldSheet.Enquiry enquiry(Held.Enquiry asked) {
        var state = say("portal.held.enquiry." + asked.state());
        return new HeldSheet.Enquiry(
                asked.number(),
                asked.interest(),
                asked.words(),
                asked.state().name(),
                asked.since(),
                asked.since() == null
                        ? say("portal.held.enquiry.undated", state)
                        : say("portal.held.enquiry", state, dates.day(asked.since())));
    }

    private HeldSheet.Use use(Purpose purpose) {
        var ground = say("portal.held.ground." + purpose.ground());
        var section = purpose.ground().section();
        return new HeldSheet.Use(
                purpose.name(),
                purpose.ground().name(),
                section,
                purpose.law(),
                ground + " (" + (purpose.law() == null ? section : purpose.law() + "; " + section) + ")");
    }

    /** @param withdrawn whether all consent is being taken back: that counts from the moment it was said */
    private HeldSheet.Marketing marketing(Held.Marketing said, boolean withdrawn) {
        var given = said.given() && !withdrawn;
        var about = said.interest() == null ? say("portal.held.marketing.all") : said.interest();
        var stands = given ? (said.asCustomer() ? "customer" : "yes") : "no";
        return new HeldSheet.Marketing(
                said.channel().name(),
                said.interest(),
                given,
                said.asCustomer() ? "CUSTOMER" : "CONSENT",
                said.since(),
                say(
                        "portal.held.marketing." + stands,
                        about,
                        say("portal.held.marketing." + said.channel()),
                        dates.day(said.since())));
    }

    private List<HeldSheet.Party> access(String organisation, Held held) {
        var parties = new ArrayList<HeldSheet.Party>();
        parties.add(category("portal.held.access.staff", organisation));
        if (held.records().stream().anyMatch(row -> row.leads() > 0)) {
            parties.add(category("portal.held.access.leads", organisation));
        }
        held.systems().stream().map(HeldSheets::system).forEach(parties::add);
        parties.add(category("portal.held.access.carriers"));
        return parties;
    }

    private HeldSheet.Party category(String key, Object... names) {
        return new HeldSheet.Party(say(key, names), "category", null, null, true);
    }

    private static HeldSheet.Party system(Held.ThirdParty system) {
        return new HeldSheet.Party(
                system.name(), system.dms() ? "dms" : "operator", system.holds(), system.region(), system.active());
    }

    private List<String> rights() {
        return Stream.of(
                        say("portal.held.wrong.text"),
                        say("portal.held.wrong.regulator", regulator.name(), regulator.email(), regulator.phone()))
                .toList();
    }

    private String say(String key, Object... arguments) {
        return words.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }
}
