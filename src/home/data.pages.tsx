import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { VNode } from 'preact';
import { Requires } from '../identity/requires.js';
import { Page } from '../platform/pages/page.js';

@ApiExcludeController()
@Controller('help/data')
export class DataPages {
  @Get()
  @Requires('home.read')
  sources(): Page {
    return new Page('Where the data comes from', <Sources />);
  }
}

function Sources(): VNode {
  return (
    <div class="grid-container">
      <h1>Where the data comes from</h1>
      <h2>The register of 2010 to 2012</h2>
      <p>
        71 agencies as ICE listed them on six days from October 2010 to December 2012, archived in
        the public repository deportationdata/ice-287g; totals and the Arizona rescission from DHS
        OIG-11-119 and OIG-12-130. ICE&rsquo;s lists never say why an agreement left. Which
        agreements were Joint is inferred where ICE&rsquo;s capture does not print it, and every
        agreement shows its basis. No end date of 2012 is known: it is inferred from the date of the
        standard text and 36 months.
      </p>
      <h2>Field offices</h2>
      <p>
        25 ERO field offices and their areas as of today, from deportationdata/ice-offices and
        ICE&rsquo;s office list. The map of 2012 was not found, so an assignment is a dated fact
        with its basis.
      </p>
      <h2>Requirements</h2>
      <p>
        <a href="/requirements">30 requirements</a> out of four public agreements of 2019 to 2025.
        The text of the 2009 template was not found. Each has its measurable standard, or the flag
        that it has none; where that is our reading and not the text&rsquo;s, the requirement says
        so.
      </p>
      <h2>Recommendations</h2>
      <p>
        Appendix C of DHS OIG-12-130, as of 25 Sep 2012: 64 recommendations of four reports. It
        prints the four that were open; the texts of the other 60, and the days on which they were
        closed, were not found. Of the three reports before it only the month is known, and of the
        changes before it only that they had happened by its day. What was recorded since is the
        installation&rsquo;s own.
      </p>
      <h2>What is invented</h2>
      <p>
        Inspections, findings, corrective actions, positions and people of the demonstration. They
        carry the mark &ldquo;sample&rdquo; and leave with <code>npm run moa -- sample remove</code>
        .
      </p>
      <h2>What is a setting</h2>
      <p>
        Inspection cycles, deadlines, team sizes and reminder days were looked for in public sources
        and not found. They are set by this installation in config/policy.yaml and are not ICE
        policy.
      </p>
    </div>
  );
}
