package org.pidesk.task;

import java.util.Map;

/** An answer that is not complete. */
public class InvalidAnswer extends RuntimeException {
    private final transient Map<String, String> fields;

    /** @param fields a sentence for each field that is not as it should be; it quotes nothing that was typed */
    public InvalidAnswer(Map<String, String> fields) {
        super("the answer is not complete");
        this.fields = Map.copyOf(fields);
    }

    /** Each field of the form that is not as it should be, with a sentence that says why. */
    public Map<String, String> fields() {
        return fields;
    }
}
