package org.pidesk.kernel;

import java.util.Map;

/** What was typed in is not complete, or cannot stand. */
public class InvalidEntry extends RuntimeException {
    private final transient Map<String, String> fields;

    /** @param fields a sentence for each field that is not as it should be; it quotes nothing that was typed */
    public InvalidEntry(Map<String, String> fields) {
        super("the entry is not complete");
        this.fields = Map.copyOf(fields);
    }

    public Map<String, String> fields() {
        return fields;
    }
}
