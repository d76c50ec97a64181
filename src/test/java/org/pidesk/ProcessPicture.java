package org.pidesk;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The picture of a process as Cockpit draws it, without the marks of a running case. */
final class ProcessPicture {
    private static final Path FOLDER = Path.of("docs/processes");
    private static final String DRAWING = """
            () => {
              const svg = document.querySelector('.djs-container svg').cloneNode(true);
              const viewport = svg.querySelector('.viewport');
              const live = document.querySelector('.djs-container svg .viewport');
              const box = live.getBBox();
              viewport.removeAttribute('transform');
              svg.querySelectorAll('.djs-hit, .djs-outline, .djs-dragger').forEach(part => part.remove());
              svg.querySelectorAll('[class]').forEach(part => part.removeAttribute('class'));
              svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
              svg.removeAttribute('class');
              svg.removeAttribute('style');
              const edge = n => Math.round(n);
              svg.setAttribute('viewBox',
                [edge(box.x) - 10, edge(box.y) - 10, edge(box.width) + 20, edge(box.height) + 20].join(' '));
              svg.setAttribute('width', edge(box.width) + 20);
              svg.setAttribute('height', edge(box.height) + 20);
              return new XMLSerializer().serializeToString(svg);
            }""";

    private final String svg;

    private ProcessPicture(String svg) {
        this.svg = svg;
    }

    static ProcessPicture of(Page cockpit) {
        return new ProcessPicture(stable((String) cockpit.evaluate(DRAWING)));
    }

    /** Markers get random names each time they are drawn. */
    private static String stable(String drawn) {
        return drawn.replaceAll(
                        "(sequenceflow-[a-z-]+?)-(?:white|black|rgb|hsl|#)?[\\w%()\\-#.,]*?-[0-9a-z]{20,}", "$1")
                .replaceAll("data-(?:element|container)-id=\"[^\"]*\" ?", "");
    }

    /** The picture in the documentation is the one that is drawn; where it is not, it is drawn anew and the test says so. */
    void compareWith(String process) {
        var file = FOLDER.resolve(process + ".svg");
        try {
            var documented = Files.exists(file) ? Files.readString(file) : "";
            Files.createDirectories(FOLDER);
            Files.writeString(file, svg);
            if (!documented.isEmpty()) {
                assertThat(svg.length())
                        .as("%s was out of date and is drawn anew: commit it", file)
                        .isEqualTo(documented.length());
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
