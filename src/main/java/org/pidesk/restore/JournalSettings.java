package org.pidesk.restore;

import java.nio.file.Path;
import java.time.LocalDate;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the erasure journal lies.
 *
 * @param folder shared by all nodes, outside of the database and of its backups
 * @param head the signed file that says how the journal ends; better on another disk than the folder
 * @param beginAnew the day of today, to begin a new journal on purpose where the old one is lost; good on that day only
 */
@ConfigurationProperties("pidesk.journal")
record JournalSettings(Path folder, Path head, LocalDate beginAnew) {
    JournalSettings {
        folder = folder.toAbsolutePath().normalize();
        head = head.toAbsolutePath().normalize();
    }
}
