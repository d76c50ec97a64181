package org.pidesk.geo;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * From where we know countries.
 *
 * @param database a file in MaxMind's format with the country of each address, like GeoLite2-Country.mmdb; read anew
 *     when it changes. Without one the file that pi-desk brings is used, which is of June 2026 and only there to begin
 *     with.
 */
@ConfigurationProperties("pidesk.geo")
record GeoSettings(Path database) {}
