package org.pidesk.chaos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pidesk.kernel.Address;
import org.pidesk.kernel.EmailAddress;
import org.pidesk.kernel.MobileNumber;
import org.pidesk.kernel.Reference;
import org.pidesk.restore.JournalCheck;
import org.pidesk.suppression.Suppressions;
import org.pidesk.vault.Vault;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the product alone can read: its black lists, what it has sealed, and the journal of its erasures. */
final class Kept implements AutoCloseable {
    private final ConfigurableApplicationContext product;
    private final List<String> settings;

    /**
     * What was found there.
     *
     * @param listed whose address stands on a black list
     * @param entries how many there are on all lists
     * @param shut what is sealed and cannot be opened
     * @param notJournaled what stands in the database, and not so in the journal
     */
    record Found(Set<Integer> listed, int entries, List<String> shut, List<String> notJournaled) {}

    /** @param settings as the nodes have them, who run no more */
    Kept(List<String> settings) {
        this.settings = settings;
        this.product = Product.start(settings);
    }

    /** @param people how many there can be */
    Found look(int people) {
        var suppressions = product.getBean(Suppressions.class);
        var listed = suppressions.coveredAmong(
                Dealership.ID,
                IntStream.range(0, people).mapToObj(Kept::address).toList());
        var entries = suppressions.entries().stream()
                .map(HexFormat.of()::formatHex)
                .distinct()
                .count();
        return new Found(
                IntStream.range(0, people)
                        .filter(person -> listed.contains(address(person)))
                        .boxed()
                        .collect(Collectors.toSet()),
                (int) entries,
                shut(),
                JournalCheck.differences(product));
    }

    private static Address address(int person) {
        return Person.hasMobile(person)
                ? MobileNumber.parse(Person.mobile(person))
                : EmailAddress.parse(Person.address(person));
    }

    private List<String> shut() {
        var vault = product.getBean(Vault.class);
        var shut = new ArrayList<String>();
        product.getBean(JdbcClient.class)
                .sql("select reference, name from vault_envelope")
                .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                .list()
                .forEach(envelope -> {
                    var what = envelope.get(0) + " " + envelope.get(1);
                    try {
                        if (vault.open(new Reference(envelope.get(0)), envelope.get(1))
                                .isEmpty()) {
                            shut.add(what + " has no key");
                        }
                    } catch (RuntimeException unreadable) {
                        shut.add(what + ": " + unreadable.getClass().getSimpleName());
                    }
                });
        return shut;
    }

    ConfigurableApplicationContext product() {
        return product;
    }

    /** Where the keys lie. */
    Path keys() {
        var setting = "--pidesk.vault.keys=";
        return settings.stream()
                .filter(one -> one.startsWith(setting))
                .map(one -> Path.of(one.substring(setting.length())))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        product.close();
    }
}
