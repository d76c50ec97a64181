package org.pidesk.restore;

import java.util.HashMap;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Holds the erasure journal against the database, for tests elsewhere. */
public final class JournalCheck {
    private JournalCheck() {}

    /** Of what stands in the database and not so in the journal: each by its kind, since its key may lead to a person. */
    public static List<String> differences(ApplicationContext product) {
        var files = product.getBean(JournalFiles.class);
        var standing = product.getBean(Standing.class);
        var journaled = new HashMap<Subject, String>();
        files.readAll(files.head().orElseThrow(), entry -> journaled.put(entry.subject(), entry.state()));
        return standing.of(standing.everything()).stream()
                .filter(entry -> !entry.state().equals(journaled.get(entry.subject())))
                .map(Entry::toString)
                .toList();
    }
}
