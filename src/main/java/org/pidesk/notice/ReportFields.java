package org.pidesk.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The fields of a report that programs write for programs (RFC 3464, RFC 5965): blocks of headers. */
final class ReportFields {
    private ReportFields() {}

    /** By name in lower case; of two of one name the first. */
    static List<Map<String, String>> blocks(String report) {
        var blocks = new ArrayList<Map<String, String>>();
        for (var block : report.replace("\r\n", "\n").strip().split("\n[ \t]*\n+")) {
            var fields = new HashMap<String, String>();
            for (var line : block.replaceAll("\n[ \t]+", " ").split("\n")) {
                var colon = line.indexOf(':');
                if (colon > 0) {
                    fields.putIfAbsent(
                            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
            }
            blocks.add(fields);
        }
        return blocks;
    }
}
