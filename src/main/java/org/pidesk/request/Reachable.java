package org.pidesk.request;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Contacts;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.springframework.stereotype.Component;

/** What is known for reaching the person of a case: its sealed proof, and the records that it is still about. */
@Component
class Reachable {
    private final CaseFiles files;
    private final Trail trail;
    private final Contacts contacts;

    Reachable(CaseFiles files, Trail trail, Contacts contacts) {
        this.files = files;
        this.trail = trail;
        this.contacts = contacts;
    }

    /** A line for each record, and one for each address that was proven. */
    List<String> of(Request request) {
        Set<String> lines = new LinkedHashSet<>();
        evidenceOf(request).ifPresent(evidence -> {
            lines.add(written(evidence.address()));
            evidence.also().forEach(asker -> lines.add(written(asker.address())));
            evidence.records()
                    .forEach(person -> lines.add(line(person.name(), person.email(), written(person.mobile()))));
        });
        trail.recordsOf(request.reference()).stream().map(this::line).forEach(lines::add);
        return lines.stream().filter(line -> line != null && !line.isBlank()).toList();
    }

    Optional<Evidence> evidenceOf(Request request) {
        return files.read(request.reference(), CaseFiles.EVIDENCE, Evidence.class);
    }

    private String line(UUID contact) {
        Contact record = contacts.get(contact);
        var name = Stream.of(record.firstName(), record.lastName())
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(" "));
        return line(
                name,
                record.email().map(EmailAddress::value).orElse(null),
                record.mobile().map(MobileNumber::written).orElse(null));
    }

    private static String written(String address) {
        return address == null || address.isBlank()
                ? address
                : Address.parse(address).written();
    }

    private static String line(String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(", "));
    }
}
