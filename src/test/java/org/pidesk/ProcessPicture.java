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
        return drawn.replaceAll("-white-hsl_\\w+?-[0-9a-z]{20,}", "")
                .replaceAll(" ?data-(?:element|container)-id=\"[^\"]*\"", "");
    }

    /** Puts the picture into the documentation, unless it differs by no more than another machine's letters are wide. */
    void keepAs(String process) {
        assertThat(svg).contains("<tspan");
        var file = FOLDER.resolve(process + ".svg");
        try {
            Files.createDirectories(FOLDER);
            if (!Files.exists(file) || !withoutWidths(Files.readString(file)).equals(withoutWidths(svg))) {
                Files.writeString(file, svg);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String withoutWidths(String picture) {
        return picture.replaceAll("<tspan x=\"[^\"]*\"", "<tspan");
    }
}
