package org.pidesk.consent;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.OrganisationId;
import org.pidesk.kernel.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who was asked for consent by an organisation: once, and never again (section 69(2)). Everything that the asker knew the
 * person by is spent together: whoever was asked by mail is not asked by text message. Entries are keyed hashes that lead
 * to nobody; they are kept when a record is de-identified, and nothing takes one away.
 */
@Service
@Transactional
public class AskLedger {
    private static final int BATCH = 10_000;

    private final JdbcClient jdbc;
    private final Secrets secrets;

    AskLedger(JdbcClient jdbc, Secrets secrets) {
        this.jdbc = jdbc;
        this.secrets = secrets;
    }

    /**
     * What somebody is known by.
     *
     * @param beside addresses that are theirs too, though it is not by them that they are looked for: many may share one,
     *     so it is spent with the others, and keeps nobody from being asked at another
     */
    public record Person(
            Collection<UUID> records,
            Collection<? extends Address> addresses,
            Collection<String> idNumbers,
            Collection<? extends Address> beside) {
        public static Person at(Address... addresses) {
            return new Person(List.of(), List.of(addresses), List.of(), List.of());
        }
    }

    /**
     * Spends the one question for those to whom it was never put, in the caller's transaction: to be done before anything
     * is sent. Of two campaigns that want the same person at once, one gets them.
     *
     * @param people by what the caller knows each
     * @return those who may be asked now; of two that are the same person, the first
     */
    public <T> Set<T> claim(OrganisationId organisation, Map<T, Person> people) {
        var known = asked(organisation, people);
        var prints = new LinkedHashMap<T, List<ByteBuffer>>();
        people.forEach((key, person) -> {
            if (!known.contains(key)) {
                prints.put(key, prints(secrets, organisation, person));
            }
        });
        var beside = prints.keySet().stream()
                .flatMap(key -> people.get(key).beside().stream())
                .map(address -> print(secrets, organisation, address));
        var inserted =
                insert(organisation, Stream.concat(prints.values().stream().flatMap(List::stream), beside));
        var first = new LinkedHashSet<T>();
        prints.forEach((key, theirs) -> {
            if (inserted.containsAll(theirs)) {
                first.add(key);
            }
            // what one has taken is there for nobody else of the same batch
            theirs.forEach(inserted::remove);
        });
        return first;
    }

    /** Those of them who were asked before, however they were known then; nothing is spent. */
    @Transactional(readOnly = true)
    public <T> Set<T> asked(OrganisationId organisation, Map<T, Person> people) {
        var keys = new LinkedHashMap<ByteBuffer, List<T>>();
        people.forEach((key, person) -> secrets.eachRoot().stream()
                .flatMap(root -> prints(root, organisation, person).stream())
                .forEach(print ->
                        keys.computeIfAbsent(print, none -> new ArrayList<>(1)).add(key)));
        var asked = new HashSet<T>();
        for (var batch : batches(keys.keySet().stream())) {
            jdbc.sql(
                            "select fingerprint from consent_ask where organisation = :organisation and fingerprint = any(:prints)")
                    .param("organisation", organisation.value())
                    .param("prints", batch)
                    .query(row -> {
                        asked.addAll(keys.get(ByteBuffer.wrap(row.getBytes("fingerprint"))));
                    });
        }
        return asked;
    }

    /** In one order, so that two that insert the same wait for each other once. @return what was not there before */
    private Set<ByteBuffer> insert(OrganisationId organisation, Stream<ByteBuffer> prints) {
        var inserted = new HashSet<ByteBuffer>();
        for (var batch : batches(prints.distinct().sorted())) {
            jdbc.sql("""
                            insert into consent_ask (organisation, fingerprint)
                            select :organisation, print from unnest(:prints) print order by print
                            on conflict do nothing returning fingerprint""")
                    .param("organisation", organisation.value())
                    .param("prints", batch)
                    .query(row -> {
                        inserted.add(ByteBuffer.wrap(row.getBytes("fingerprint")));
                    });
        }
        return inserted;
    }

    private static List<byte[][]> batches(Stream<ByteBuffer> prints) {
        var all = prints.map(ByteBuffer::array).toList();
        var batches = new ArrayList<byte[][]>();
        for (int from = 0; from < all.size(); from += BATCH) {
            batches.add(all.subList(from, Math.min(from + BATCH, all.size())).toArray(byte[][]::new));
        }
        return batches;
    }

    private static List<ByteBuffer> prints(Secrets root, OrganisationId organisation, Person person) {
        var prints = new ArrayList<ByteBuffer>();
        person.addresses().forEach(address -> prints.add(print(root, organisation, address)));
        person.idNumbers().forEach(number -> prints.add(print(root, organisation, "id-number", number)));
        person.records().forEach(record -> prints.add(print(root, organisation, "record", record.toString())));
        return prints;
    }

    private static ByteBuffer print(Secrets root, OrganisationId organisation, Address address) {
        return print(root, organisation, address instanceof EmailAddress ? "email" : "mobile", address.value());
    }

    private static ByteBuffer print(Secrets root, OrganisationId organisation, String kind, String value) {
        return ByteBuffer.wrap(root.fingerprint(value, "consent", "asked", kind, organisation.value()));
    }
}
