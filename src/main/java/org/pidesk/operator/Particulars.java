package org.pidesk.operator;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pidesk.kernel.EntryForm;
import org.pidesk.kernel.InvalidEntry;

/**
 * What the register says of a system.
 *
 * @param holds what it keeps about a person, in a sentence
 * @param contract which written contract or mandate binds it (section 21(1)); null while there is none, because a
 *     system without one holds information all the same, and must be asked
 * @param breachContact whom to reach about a breach of security there (section 21(2))
 * @param region where it keeps the information
 * @param lookUp how staff look somebody up there
 * @param change how staff change what it holds
 * @param deIdentify how staff de-identify somebody there
 */
@Embeddable
public record Particulars(
        @Enumerated(EnumType.STRING) ProcessingSystem.Kind kind,
        String name,
        String holds,
        String purpose,
        String contract,
        LocalDate contractDate,
        String contactName,
        String contactEmail,
        String contactPhone,
        String breachContact,
        String region,
        @Enumerated(EnumType.STRING) TransferGround transferGround,
        String lookUp,
        String change,
        String deIdentify) {

    /**
     * Reads what was typed: each field's name with its text.
     *
     * @throws InvalidEntry when something is missing or cannot be read
     */
    static Particulars read(Map<String, String> typed) {
        var form = new EntryForm(typed);
        var read = new Particulars(
                form.choice("kind", ProcessingSystem.Kind.class, "Choose what it is."),
                form.line("name", "Give it the name by which staff know it."),
                form.text("holds", "Say in a sentence what it holds about a person."),
                form.text("purpose", "Say what it is used for."),
                form.line("contract"),
                form.day("contractDate"),
                form.line("contactName", "Name whom staff can ask there."),
                form.email("contactEmail"),
                form.phone("contactPhone"),
                form.line("breachContact", "Say whom to reach about a breach of security, day and night."),
                form.line("region", "Say in which place or country the information is kept."),
                form.choice("transferGround", TransferGround.class, "Choose whether it stays in South Africa."),
                form.text("lookUp", "Tell staff how to look somebody up there."),
                form.text("change", "Tell staff how to change what it holds."),
                form.text("deIdentify", "Tell staff how to de-identify somebody there."));
        if (form.isBlank("contract") && !form.isBlank("contractDate")) {
            form.complain("contract", "Say which contract this is the date of.");
        }
        if (form.isBlank("contractDate") && !form.isBlank("contract")) {
            form.complain("contractDate", "Say from which day the contract is.");
        }
        if (form.isBlank("contactEmail") && form.isBlank("contactPhone")) {
            form.complain("contactEmail", "Give an email address or a phone number.");
        }
        form.mustBeComplete();
        return read;
    }

    /** As it is typed: each field's name with its text, empty where there is nothing. */
    public Map<String, String> written() {
        var written = new LinkedHashMap<String, String>();
        written.put("kind", kind.name());
        written.put("name", name);
        written.put("holds", holds);
        written.put("purpose", purpose);
        written.put("contract", text(contract));
        written.put("contractDate", text(contractDate));
        written.put("contactName", contactName);
        written.put("contactEmail", text(contactEmail));
        written.put("contactPhone", text(contactPhone));
        written.put("breachContact", breachContact);
        written.put("region", region);
        written.put("transferGround", transferGround.name());
        written.put("lookUp", lookUp);
        written.put("change", change);
        written.put("deIdentify", deIdentify);
        return written;
    }

    private static String text(Object value) {
        return value == null ? "" : value.toString();
    }
}
