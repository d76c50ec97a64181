package org.pidesk.request;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.Reference;
import org.pidesk.operator.Errand;
import org.pidesk.operator.Operators;
import org.pidesk.operator.ProcessingSystem;
import org.springframework.stereotype.Component;

/** What a form shows of a system, and of the person to look for in it. */
@Component
class SystemSheets {
    private final CaseFiles files;
    private final Operators operators;

    SystemSheets(CaseFiles files, Operators operators) {
        this.files = files;
        this.operators = operators;
    }

    /** What staff must know of a system to do their errand there, and whom they can call. */
    Map<String, Object> system(UUID id, Errand errand) {
        var system = operators.get(id);
        var said = system.particulars();
        var sheet = new LinkedHashMap<String, Object>();
        sheet.put("name", system.name());
        sheet.put("kind", system.kind());
        sheet.put("holds", system.holds());
        sheet.put("instructions", system.instructions(errand));
        sheet.put("contactName", said.contactName());
        sheet.put("contactEmail", said.contactEmail());
        sheet.put("contactPhone", said.contactPhone());
        sheet.put("contract", said.contract());
        sheet.put("contractDate", said.contractDate());
        sheet.put("notice", notice(system));
        return sheet;
    }

    /** A case waits for the answer of a system also after it was suspended or has left the register. */
    private static String notice(ProcessingSystem system) {
        if (system.isRemoved()) {
            return "This system has left the register since this case asked it: " + system.removedBecause();
        }
        return system.isSuspended()
                ? "This system was suspended after this case asked it: " + system.suspendedBecause()
                : null;
    }

    Map<String, Object> person(Reference reference) {
        var file = files.of(reference);
        var people = file.records();
        var row = new LinkedHashMap<String, Object>();
        row.put("name", withFormer(SayWhoseRecordItIs.names(people), names(file)));
        row.put("email", withFormer(addresses(file, true), written(file, CaseFile.Former::email)));
        row.put("mobile", withFormer(addresses(file, false), written(file, CaseFile.Former::mobile)));
        row.put("customerNumber", joined(people.stream().map(CaseFile.Person::number)));
        row.put(
                "leadNumbers",
                people.stream().flatMap(person -> person.leads().stream()).toList());
        return row;
    }

    /** What a ground keeps, which must stay in this system too; empty when nothing does. */
    List<String> mustStay(Reference reference) {
        return files.read(reference, CaseFiles.KEPT, String[].class)
                .map(List::of)
                .orElse(List.of());
    }

    private static String addresses(CaseFile file, boolean email) {
        return joined(file.addresses().stream()
                .map(Address::parse)
                .filter(address -> address instanceof EmailAddress == email)
                .map(Address::written));
    }

    private static Stream<String> names(CaseFile file) {
        var now = file.records().stream().map(CaseFile.Person::name).toList();
        return file.former().stream()
                .map(CaseFile.Former::name)
                .filter(former -> !former.isEmpty() && !now.contains(former));
    }

    private static Stream<String> written(CaseFile file, Function<CaseFile.Former, String> address) {
        return file.former().stream()
                .map(address)
                .filter(former -> former != null && !file.addresses().contains(former))
                .map(former -> Address.parse(former).written());
    }

    /** A system that was not told of a change yet knows the person by what stood there before. */
    private static String withFormer(String now, Stream<String> former) {
        var before = joined(former.distinct());
        return before.isEmpty() ? now : now + (now.isEmpty() ? "" : ", ") + "formerly " + before;
    }

    private static String joined(Stream<?> values) {
        return String.join(
                ", ", values.filter(Objects::nonNull).map(String::valueOf).toList());
    }
}
