package org.pidesk.campaign;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Something that was typed is not as it should be, or cannot be done now. */
public class CampaignRefused extends RuntimeException {
    private final transient Map<String, String> fields;

    /** @param fields a sentence for each field; it quotes nothing that was typed, but single letters */
    CampaignRefused(Map<String, String> fields) {
        super(String.join(" ", fields.values()));
        // in the order in which they stand on the form
        this.fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    CampaignRefused(String field, String sentence) {
        this(Map.of(field, sentence));
    }

    public Map<String, String> fields() {
        return fields;
    }
}
