package org.pidesk.operator;

import java.util.Map;

/** An entry of the register that is not complete. */
public class InvalidEntry extends RuntimeException {
    private final transient Map<String, String> fields;

    /** @param fields a sentence for each field that is not as it should be; it quotes nothing that was typed */
    InvalidEntry(Map<String, String> fields) {
        super("the entry is not complete");
        this.fields = Map.copyOf(fields);
    }

    public Map<String, String> fields() {
        return fields;
    }
}
