package org.pidesk.request;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.pidesk.kernel.Visible;

/**
 * A file that shows what staff answered.
 *
 * @param taskId the task beside whose answer it lies
 * @param task the activity id
 * @param system null unless the task asks one system
 * @param name as its file was called, as far as that can be shown; it may name the person
 * @param ending by what it is, and not by what it was called
 * @param bytes how large it is
 */
public record EvidenceFile(
        UUID id,
        String taskId,
        String task,
        UUID system,
        String name,
        String ending,
        int bytes,
        String by,
        Instant at) {
    private static final int KILO = 1024;
    private static final int LONGEST_NAME = 80;

    /** Without the folders that it came from, and without its ending. */
    static String named(String original) {
        var name = Visible.line(original == null ? "" : original);
        name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        var dot = name.lastIndexOf('.');
        name = (dot > 0 ? name.substring(0, dot) : name).strip();
        return name.isEmpty() ? "File" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** What it is, in a few letters: {@code PDF, 312 kB}. */
    @JsonIgnore
    public String kind() {
        return ending.toUpperCase(Locale.ROOT) + ", " + Math.max(1, bytes / KILO) + " kB";
    }
}
