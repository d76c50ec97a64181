package org.pidesk.report;

import java.util.Locale;
import org.springframework.http.MediaType;

/** As what a sheet can be taken away. */
enum FileType {
    CSV("text/csv;charset=UTF-8"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    PDF("application/pdf");

    private final MediaType media;

    FileType(String media) {
        this.media = MediaType.parseMediaType(media);
    }

    MediaType media() {
        return media;
    }

    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }
}
