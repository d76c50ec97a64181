package org.pidesk.complaint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.pidesk.kernel.Address;

/** What of a complaint is sealed: whose it is, and what they said. */
record ComplaintFile(String address, String words) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ComplaintFile read(String written) {
        try {
            return JSON.readValue(written, ComplaintFile.class);
        } catch (JsonProcessingException notOurs) {
            // its own message would quote the person
            throw new IllegalStateException("a sealed complaint cannot be read");
        }
    }

    String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a complaint cannot be written");
        }
    }

    Address whose() {
        return Address.parse(address);
    }

    ComplaintFile saying(String more) {
        return new ComplaintFile(address, (words + "\n\n" + more).strip());
    }

    /** Nothing of it may reach a log. */
    @Override
    public String toString() {
        return "a complaint";
    }
}
