package org.pidesk.request;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pidesk.contact.Contact;
import org.pidesk.contact.Field;
import org.pidesk.kernel.Reference;
import org.pidesk.request.PersonChecks.Unsure;
import org.springframework.stereotype.Component;

/**
 * What changed in a record of late, asked by who had proven one address of it. Whoever got hold of that address may have
 * written their own name into it: papers that agree with the record then prove nothing.
 */
@Component
class UnsureChanges {
    private static final Duration OF_LATE = Duration.ofDays(90);

    private final RequestRepository requests;
    private final Trail trail;
    private final CaseFiles files;
    private final OneHand oneHand;
    private final Clock clock;

    UnsureChanges(RequestRepository requests, Trail trail, CaseFiles files, OneHand oneHand, Clock clock) {
        this.requests = requests;
        this.trail = trail;
        this.files = files;
        this.oneHand = oneHand;
        this.clock = clock;
    }

    /** The newest first. */
    List<Unsure> of(Contact record) {
        return requests
                .findAllById(trail.everAbout(record.id()).stream()
                        .map(Reference::value)
                        .toList())
                .stream()
                .filter(request -> request.type() == RequestType.ALTERATION && isOfLate(request))
                .sorted((one, other) -> other.receivedAt().compareTo(one.receivedAt()))
                .flatMap(request -> unsure(request, record).stream())
                .toList();
    }

    private boolean isOfLate(Request request) {
        return request.isOpen()
                || request.status() != RequestStatus.CANCELLED
                        && request.closedAt().isAfter(clock.instant().minus(OF_LATE));
    }

    private Optional<Unsure> unsure(Request request, Contact record) {
        return files.read(request.reference(), CaseFiles.ALTERATION, Alteration.class)
                .filter(alteration -> oneHand.asked(request, alteration, record))
                .map(alteration -> new Unsure(
                        request.reference(),
                        request.receivedAt(),
                        request.isOpen() ? request.due() : null,
                        whatStood(alteration, record)))
                .filter(unsure -> !unsure.stood().isEmpty());
    }

    private static List<String> whatStood(Alteration alteration, Contact record) {
        var lines = new ArrayList<String>();
        if (isAnother(alteration, record, Field.NAME) || isAnother(alteration, record, Field.SURNAME)) {
            lines.add(Stream.of(Field.NAME, Field.SURNAME)
                    .map(field -> alteration.stood(record, field))
                    .filter(name -> name != null)
                    .collect(Collectors.joining(" ", "Name was ", "")));
        }
        Stream.of(Field.EMAIL, Field.MOBILE)
                .filter(field -> isAnother(alteration, record, field))
                .map(field -> address(field, alteration.stood(record, field)))
                .forEach(lines::add);
        return List.copyOf(lines);
    }

    private static boolean isAnother(Alteration alteration, Contact record, Field field) {
        return record.has(field)
                && alteration.changed().containsKey(field)
                && !alteration.left().containsKey(field)
                && !alteration.changed().get(field).equals(alteration.stood(record, field));
    }

    /** Masked, as on the rest of the page. */
    private static String address(Field field, String was) {
        return was == null
                ? "There was no " + field.label().toLowerCase(Locale.ROOT)
                : field.label() + " was " + field.address(was).masked();
    }
}
